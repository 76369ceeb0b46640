"""What a French pattern finds beside what is written, and what it doesn't."""

import pytest
from finding import found

FOUND = """
accès à ressource | l'accès aux ressources
accès à le ressource | accès aux ressources
accès à le ressource | l'accès à la ressource
accès à le ressource | accès à des ressources
accès à le ressource | accès à une ressource
accès à les ressources | accès au ressources
à le nom de | au nom de tous
au nom de | au nom des habitants
au nom de | au nom du comité
au nom de | au nom d'un principe
de le comité | l'avis du comité
de le comité | l'avis des comités
de le association | l'avis de l'association
de le comité | l'avis d'un comité
manque de argent | un manque d'argent
manque de moyen | le manque des moyens
d'accord | nous sommes d’accord
lorsque on | lorsqu'on décide
lorsqu'on | lorsqu’on décide
puisque il | puisqu'il faut
jusque à | jusqu'à nouvel ordre
quelqu'un | quelqu’un d'autre
que il | ce qu'il faut
se méfier | je me méfie
se méfier | tu t'es méfié
se méfier | elle se méfiait
se méfier | nous nous sommes toujours méfiés
se méfier | vous vous méfiez
se méfier | ils se sont un peu méfiés
se méfier | il faut nous méfier
se méfier | on s'est méfié
se mettre d'accord | ils se sont mis d'accord
se mettre d'accord | on s'est mis d'accord
se mettre d'accord | nous nous sommes mis d'accord
se mettre d'accord | vous vous mettez d'accord
se mettre d'accord | je me suis mise d'accord
se mettre d'accord | pour vous mettre d'accord
se mettre d'accord | elles ne se sont pas mises d'accord
se mettre d'accord | se sont-ils mis d'accord
se mettre d'accord | ils se sont finalement tous mis d'accord
s'entendre | on s'est bien entendus
s'entendre | nous nous entendons
s'entendre avec | ils s'entendaient avec tous
se (battre\\|lever) | on s'est levés
s'en remettre | je m'en remets à vous
prendre en compte | ont été prises en compte
prendre en compte | en prenant en compte
prise en compte | les prises en compte
mettre en oeuvre | la mise en œuvre
tenir compte | on tiendra compte
tenir compte | en tenant compte
négocier | nous négociions
négocier | ils ont négocié
négocier | les clauses négociées
imposer | ils imposaient
imposer | des règles imposées
exiger | nous exigeons
exiger | ils exigèrent
céder | je cède
céder | elle cèderait
céder | nous avons cédé
acquérir | les droits acquis
acquérir | ils acquièrent
soutenir | vous soutenez
soutenir | elle sera soutenue
convaincre | ils convainquent
convaincre | elles sont convaincues
contraindre | nous contraignons
contraindre | une mesure contrainte
maintenir | nous maintiendrons
recevoir | les fonds reçus
recevoir | ils reçoivent
dépendre | nous dépendons
dépendre | ça dépend
reconnaître | en reconnaissant leurs torts
reconnaître | ils ont été reconnus
rééquilibrer | on rééquilibre
rééquilibrer | des rapports rééquilibrés
mutualiser | ils mutualisent
contractualiser | elles contractualisaient
lancer | nous lançons
mener | nous menons
rejoindre | ils les ont rejoints
ouvrir | ils ouvrent
offrir | nous offrons
transférer | on transfèrera
relever | elle relève
vivre | on y vit
naître | ils sont nés
conduire | une démarche conduite
devoir | les sommes dues
commun | une règle commune
commun | des règles communes
bilatéral | une aide bilatérale
nouveau | de nouvelles règles
nouveau | un nouvel accord
actif | une part active
contributif | une démarche contributive
muet | une majorité muette
finir | tout est fini
sortir | on sort de là
mettre | je mets fin
falloir | qu'il faille partir
légitime | des demandes légitimes
national | les États nationaux
allié | nos alliées
acteur | une actrice
acteur | les actrices locales
chercheur | une chercheuse
culturel | les différences culturelles
premier | les premières
européen | les fondations européennes
ambitieux | une idée ambitieuse
violent | des réponses violentes
discret | une aide discrète
bénévole | les bénévoles
partenaire | les partenaire·s
allié | les allié·e·s
allié | aux allié.e.s
allié | d'allié-e-s
allié | l'allié(e)
acteur | les acteur·rice·s
acteur local | les acteurs/rices locaux
acteur | un acteur/rice
bailleur de fonds | les bailleur(e)s de fonds
bailleur de fonds | un bailleur(e) de fonds
tout | tous·tes ensemble
tout | tou·te·s ensemble
intervenant | les intervenant.es
militant | les militant-e-s
chercheur | les chercheur·euses
citoyen | les citoyen-ne-s
directeur | la directeur-rice
citoyen | les citoyens/nes
lequel | la raison pour laquelle
lequel | ce auquel on croit
lequel | ceux desquels on parle
ong | les ONGs
état | l'Etat
état | les Etats
église | l'Eglise
école | nos Ecoles
état-nation | les États-nations
état nation | les États-nations
nord-sud | les rapports Nord/Sud
nord-sud | les rapports Nord–Sud
nord sud | les rapports Nord-Sud
coconstruction | la co-construction
co-construction | la coconstruction
équilibre | l'équilibre
inégal | des relations inégales
égal | égaux·ales en droit
dominant | une position dominante
nul | une réponse nulle
clair | une règle claire
cher | une chère amie
dur | de dures négociations
précis | une demande précise
prêt | elles sont prêtes
faux | de fausses promesses
bref | de brèves rencontres
vif | une vive critique
béninois | l'équipe béninoise
député | les députées
offrir | le bailleur offre
payer | on paie
nuire | cela nuit
croître | il croît
livrer | il livre
auteur | une autrice
chef | une cheffe
chef | les chef·fe·s
acteur | les acteur·ice·s
acteur | les acteur·ices
acteur | les acteur-ice-s
directeur | les directeur·ice·s
bailleur | les bailleur·se·s
sous-traitant | les sous-traitante·s
sous-traitant | les sous-traitant-e-s
tous | toustes ensemble
connaître | ils connaitront
connaitre | on connaît
maître | les maitres
coût | les couts
événement | des évènements
évènement | un événement
notre | nos projets
leur | leurs projets
leurs projets | leur projet
mon | ma mère
certain | certaines
je | j'ai signé
si il | s'il vient
si ils | s’ils viennent
face à face | un face-à-face
savoir faire | leur savoir-faire
"""

NOT_FOUND = """
d'accord | signer des accords
d'accord | le contenu du accord
de le comité | deux comités
à le ressource | avec la ressource
se mettre d'accord | nous mettons les gens d'accord
se mettre d'accord | ils mettent tout le monde d'accord
s'entendre | nous entendons les critiques
se méfier | nous aussi nous avons confiance
faire confiance à | leur a fait pleinement confiance à eux
"les actrices" | les acteurs
important | importer du riz
importer | un projet important
voir | notre point de vue
revenir | un faible revenu
entreprendre | une grande entreprise
mer | une mère
prier | la matière
machin | la machine
médecin | la médecine
plain | la plaine
participer | un participant
représenter | un représentant
finir | une fin
état | un été
étage | état
partenaire | parterre
nord sud | au nord du sud
co-construction | la construction
marcher | le marché
traiter | le traité
unir | la réunion
fondre | le fondement
port | la porte
point | une pointe
cas | la case
suivre | je suis directrice
somme | nous sommes
lire | les lions
clair | des clairons
cher | un chant
pair | la paie
pair | des paons
foyer | le foie
message | un messager
messager | un message
nul | null
dominant | il domina
été | c'est à nous
notre | votre projet
nos | vos projets
moi | je viens
il | elle vient
leur | son projet
si il | il s'y met
faire | un savoir-faire
"""


def pairs(table):
    return [tuple(part.strip().replace("\\", "") for part in line.split(" | ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("pattern", "text"), pairs(FOUND))
def test_is_found(pattern, text):
    assert found(pattern, text, "fr")


@pytest.mark.parametrize(("pattern", "text"), pairs(NOT_FOUND))
def test_is_not_found(pattern, text):
    assert not found(pattern, text, "fr")


def test_what_a_reflexive_covers_reaches_from_the_pronoun_to_the_last_word():
    assert found("se mettre d'accord", "Enfin nous nous sommes vite mis d'accord.", "fr") == (
        "nous nous sommes vite mis d'accord"
    )


def test_an_exact_form_has_no_variants():
    assert not found('"se mettre"', "ils se sont mis", "fr")
    assert not found('"nord sud"', "nord-sud", "fr")
