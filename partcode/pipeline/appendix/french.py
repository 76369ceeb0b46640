"""What a methods appendix says in French; `{name:un|plusieurs}` is a number with its noun."""

from __future__ import annotations

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {
    "title": "Annexe méthodologique",
    "undefined": "non défini",
    "none": "inconnu",
    "all": "tous les codes",
    "any": "un code quelconque",
    # Corpus
    "corpus": "Corpus",
    "corpus.documents": "{documents:document|documents}, {words:mot|mots} de corps de texte. Les titres, les "
    "références, la navigation et les en-têtes ne comptent pas parmi les mots auxquels les taux sont rapportés.",
    "corpus.cases": "Les documents se rattachent à {cases:cas|cas} (personnes ou organisations).",
    "corpus.turns": "{spoken:document a|documents ont} des locuteurs, en {turns:tour|tours} de parole. Un document "
    "sans tours de parole a une voix, celle de qui l'a écrit, comptée comme un locuteur.",
    "corpus.roles": "Qui parle dans quel rôle et de quel côté est dit par les métadonnées du corpus ; aucun rôle n'a "
    "été deviné.",
    "corpus.described": "Une personne a changé par la suite la description de {described:locuteur|locuteurs}.",
    "corpus.unknown": "Le rôle de {unknown:locuteur|locuteurs} est inconnu.",
    "corpus.doubts": "{doubtful:document appelle|documents appellent} une réserve (annexe B) : {which}.",
    "doubts.notes": "{count:note|notes} de lecture",
    "doubts.lossy": "{count} avec des lettres accentuées perdues",
    "doubts.missing": "{count} dont le fichier n'existe plus",
    "doubts.changed": "{count} relus depuis cette exécution",
    "corpus.no_doubts": "La lecture d'aucun document n'appelle de réserve.",
    "corpus.removed": "{removed:document|documents} de cette exécution ont été supprimés depuis ; rien d'eux n'est "
    "compté ici.",
    "corpus.table": "Documents",
    "corpus.speakers": "Locuteurs par rôle et par côté",
    # Codebooks
    "codebooks": "Livres de codes",
    "codebooks.applied": "{codebooks:livre de codes a été appliqué|livres de codes ont été appliqués}, avec "
    "{codes:code|codes} et {rules:règle|règles}. Le sha256 est celui du fichier tel qu'il a été appliqué, et de ceux "
    "qu'il étend ou utilise : une autre empreinte, c'est un autre livre de codes.",
    "codebooks.shipped": "Parmi eux, {shipped} viennent de partcode sans changement.",
    "codebooks.unread": "De {unread:livre|livres} de codes, le titre et les réglages des règles ne peuvent plus être "
    "donnés, car un livre de codes utilisé a changé depuis.",
    "codebooks.table": "Livres de codes, tels qu'ils ont été appliqués",
    # Coding
    "coding": "Codage",
    "coding.unit": "L'unité de codage est {unit}. Sont codés : {kinds}. La langue de chaque phrase {language} ; les "
    "règles s'appliquent dans la langue de la phrase.",
    "coding.language.auto": "a été reconnue phrase par phrase",
    "coding.language.en": "a été fixée à l'anglais",
    "coding.language.fr": "a été fixée au français",
    "coding.match": "Les règles trouvent des formes fléchies, des mots exacts, des débuts de mots et des suites de "
    "mots à intervalles, à l'intérieur d'une phrase. Toutes les occurrences d'un code dans un segment font un seul "
    "codage ; un segment peut avoir plusieurs codes.",
    "coding.negation": "La négation est jugée par proposition, d'après les mots qui nient et leur portée, sans "
    "analyseur syntaxique. {negated:codage est marqué comme nié, et compté|codages sont marqués comme niés, et "
    "comptés} comme les autres.",
    "negation.flag": "Ce que {count:règle a|règles ont} trouvé sous une négation est gardé et marqué.",
    "negation.drop": "Ce que {count:règle a|règles ont} trouvé sous une négation est écarté.",
    "negation.ignore": "{count:règle n'en tient|règles n'en tiennent} pas compte, comme pour des mots qui nient "
    "eux-mêmes.",
    "coding.reported": "{exerted:contrainte dit|contraintes disent} quels rôles exercent ce que le code nomme : "
    "raconté par quelqu'un d'un autre rôle, le codage est marqué comme rapporté ({reported:codage|codages}) ; si le "
    "rôle est inconnu, la question reste ouverte ({perhaps:codage|codages}).",
    "coding.said": "{said:code ou règle n'est codé|codes ou règles ne sont codés} que dans la parole de certains "
    "rôles.",
    "coding.lossy": "{lossy:livre de codes trouve|livres de codes trouvent} aussi des mots qui ont perdu leurs "
    "accents.",
    "coding.chains": "De {sequences:séquence|séquences} de codes au fil des tours, {chains:chaîne a été "
    "trouvée|chaînes ont été trouvées}, dont {complete} complètes.",
    # Rules
    "rules": "Règles déclenchées",
    "rules.fired": "Sur {rules:règle|règles}, {fired} ont trouvé quelque chose : {matches:occurrence|occurrences}, "
    "{codings:codage|codages}. Une règle dit elle-même à quel point elle est spécifique (certitude : haute, moyenne, "
    "basse). L'annexe A donne celles qui ont trouvé quelque chose.",
    "rules.table": "Règles par livre de codes",
    # Coders
    "coders": "Codeurs",
    "coders.all": "{codings:codage|codages} en tout : {proposed} proposés par des règles et non décidés, {accepted} "
    "acceptés par des personnes ou leurs propres codages, {rejected} rejetés. Les codages rejetés n'entrent dans "
    "une analyse que si on les demande.",
    "coders.nobody": "Personne n'a décidé d'une proposition ni codé un segment : tous les codages sont des "
    "propositions de règles.",
    "coders.people": "{people:personne a décidé|personnes ont décidé} de propositions ou codé.",
    "coders.table": "Qui a codé",
    # Agreement
    "agreement": "Accord",
    "agreement.rules": "Entre règles et personnes",
    "agreement.precision": "Précision des propositions : parmi celles dont une personne a décidé, la part que cette "
    "personne a acceptée, ou codée de même, avec son intervalle à 95 % de Wilson (Newcombe 1998, méthode 3). Elle "
    "porte sur ce qui a été décidé, qui n'est un échantillon aléatoire que si on l'a tiré comme tel ; ce que les "
    "règles ont manqué n'y est pas. Le rappel demande une lecture à part : partcode validate.",
    "agreement.no_precision": "La précision des propositions n'est pas définie : personne n'a décidé d'une "
    "proposition.",
    "agreement.no_kappa": "Le κ entre règles et personne n'est pas défini : on n'interroge une personne que sur ce "
    "que des règles ont proposé, si bien que les règles n'ont qu'une valeur.",
    "agreement.people": "Entre personnes",
    "agreement.units": "κ (Cohen) et α (Krippendorff, nominal) portent sur les segments qu'au moins deux personnes "
    "ont jugés, un code à la fois. Un code est présent pour qui l'a donné ou accepté, absent pour qui l'a rejeté ou a "
    "jugé le segment sans le donner ; une proposition laissée ouverte est une valeur manquante. La prévalence est la "
    "part des jugements qui disent le code présent. L'intervalle à 95 % de α vient de 1 000 tirages des documents "
    "avec remise.",
    "agreement.alone": "L'accord entre personnes n'est pas défini : aucun segment n'a été jugé par deux personnes.",
    "why.nothing_shared": "aucun segment jugé par deux personnes",
    "why.one_value": "non défini : tous ont toujours jugé de même, le hasard seul donnerait le même accord",
    "why.more_than_two": "κ est pour deux personnes ; voir α",
    "why.few_segments": "moins de 20 segments",
    "why.few_documents": "sans intervalle : moins de 3 documents",
    "why.few": "moins de 20 décisions",
    # Software
    "software": "Logiciels",
    "software.all": "Les codages dépendent de ces versions et de rien d'autre d'une machine : les mêmes fichiers, "
    "livres de codes, versions et options donnent les mêmes codages, et le même identifiant de l'exécution ({run}).",
    "software.table": "Versions de cette exécution",
    # Repeating
    "repeat": "Pour le refaire",
    "repeat.how": "FOLDER contient les fichiers du corpus avec leurs métadonnées. Le texte de chaque livre de codes "
    "appliqué est dans la base de données, sous son sha256.",
    "repeat.files": "{files:livre|livres} de codes à avoir sous la main comme fichiers : {names}.",
    "repeat.lock": "partcode.lock tient cette exécution : la dernière commande dit si relire et recoder donne la même "
    "chose.",
    "repeat.other_lock": "partcode.lock tient une autre exécution ({other}).",
    "repeat.no_lock": "Il n'y a pas de verrou de cette exécution : partcode lock en écrit un.",
    # Statistics
    "statistics": "Statistiques et leurs sources",
    "statistics.freq": "codages, segments, locuteurs ; taux pour 1 000 mots de corps de texte ; dispersion DP et "
    "DPnorm par documents",
    "statistics.crosstab": "codes par rôle, côté, cas… : effectifs, taux, résidus ajustés",
    "statistics.cooccur": "codes présents ensemble : Jaccard, PMI, φ ; arbre couvrant maximal",
    "statistics.sequence": "transitions au fil des tours, jamais par-dessus la fin d'un document : effectifs "
    "attendus d'après les totaux de chacun, résidus ajustés, Q de Yule, permutation à l'intérieur des documents",
    "statistics.chains": "chaînes des séquences des livres de codes, face aux tours permutés à l'intérieur des "
    "documents",
    "statistics.keyness": "mots d'un groupe face à un autre : G², log-ratio",
    "statistics.map": "analyse des correspondances : coordonnées, contributions, cos²",
    "statistics.saturation": "codes nouveaux par entretien, sur des ordres aléatoires des entretiens",
    "statistics.profile": "groupes de cas d'après leurs codes, avec un contrôle de leur stabilité",
    "statistics.methods": "accord : précision des propositions, κ, α",
    "statistics.validate": "règles face à une lecture : précision, rappel, F1",
    "statistics.table": "Ce que calcule chaque commande",
    "references": "Références",
    # Limits
    "limits": "Ce qu'il faut garder à l'esprit",
    "limits.proposals": "Les codages des règles sont des propositions. Une règle trouve des mots, non ce que "
    "quelqu'un veut dire par eux ; ce qui n'a pas été dit en ces mots n'est pas codé.",
    "limits.undecided": "{undecided} sur {counted:codage qui compte|codages qui comptent} n'ont été décidés par "
    "personne.",
    "limits.descriptive": "Les résidus ajustés, les mots-clés et les mesures d'association sont descriptifs. Les "
    "tours se groupent par locuteur et les locuteurs par document : les observations ne sont pas indépendantes, et il "
    "ne faut en lire aucune valeur p. Là où un p est donné, il vient d'une permutation à l'intérieur des documents.",
    "limits.small": "Là où les effectifs sont petits, les tables avertissent ; ce qui n'est pas défini est écrit "
    "comme tel, jamais comme 0 ou 1.",
    "limits.roles": "Les rôles sont ceux des métadonnées. Qui parle pour une organisation n'est pas l'organisation.",
    # Checklists
    "checklists": "Grilles de compte rendu",
    "checklists.answered": "Ce à quoi cette annexe répond de COREQ (Tong, Sainsbury & Craig 2007) et de SRQR (O'Brien "
    "et al. 2014). Tous les autres points reviennent aux auteurs : qui sont les chercheurs, comment les participants "
    "ont été choisis, l'éthique, la collecte, l'interprétation des résultats.",
    "checklists.table": "Points",
    "item.coreq12": "COREQ 12, taille de l'échantillon",
    "item.coreq24": "COREQ 24, nombre de codeurs",
    "item.coreq25": "COREQ 25, description de l'arbre de codage",
    "item.coreq26": "COREQ 26, origine des thèmes (en partie : les codes ont été écrits d'avance, dans des livres de "
    "codes)",
    "item.coreq27": "COREQ 27, logiciels",
    "item.srqr12": "SRQR 12, unités d'étude",
    "item.srqr13": "SRQR 13, traitement des données (en partie)",
    "item.srqr14": "SRQR 14, analyse des données",
    "item.srqr15": "SRQR 15, techniques de fiabilité (en partie)",
    "item.srqr19": "SRQR 19, limites (en partie)",
    # Annexes
    "annex.rules": "Annexe A : règles déclenchées",
    "annex.doubts": "Annexe B : documents qui appellent une réserve",
    "annex.names": "Elle nomme des documents : à relire avant de la publier.",
    "doubt.lossy": "des lettres accentuées sont perdues",
    "doubt.missing": "son fichier n'existe plus",
    "doubt.changed": "relu depuis cette exécution",
    # Heads of columns
    "kind": "genre",
    "language": "langue",
    "format": "format",
    "documents": "documents",
    "turns": "tours",
    "words": "mots du corps",
    "role": "rôle",
    "side": "côté",
    "speakers": "locuteurs",
    "codebook": "livre de codes",
    "version": "version",
    "codebook_title": "titre",
    "codes": "codes",
    "uses": "utilise",
    "fired": "déclenchées",
    "matches": "occurrences",
    "codings": "codages",
    "rule_count": "règles",
    "code": "code",
    "rule": "règle",
    "certainty": "certitude",
    "coder": "codeur",
    "what": "nature",
    "accepted": "acceptés",
    "rejected": "rejetés",
    "person": "personne",
    "decided": "décidés",
    "precision": "précision",
    "interval": "intervalle à 95 %",
    "note": "remarque",
    "people": "personnes",
    "segments": "segments",
    "prevalence": "prévalence",
    "name": "nom",
    "command": "commande",
    "source": "source",
    "item": "point",
    "section": "section",
    "document": "document",
    # Values
    "coder.rules": "règles",
    "coder.person": "personne",
    "unit.sentence": "la phrase",
    "unit.paragraph": "le paragraphe",
    "unit.turn": "le tour de parole",
    "part.body": "le corps du texte",
    "part.heading": "les titres",
    "part.reference": "les références",
    "part.navigation": "la navigation",
    "part.header": "les en-têtes",
    "kind.interview": "entretien",
    "kind.document": "document",
    "language.en": "anglais",
    "language.fr": "français",
    "side.north": "Nord",
    "side.south": "Sud",
    "role.north_funder": "bailleur du Nord",
    "role.south_ngo": "ONG du Sud",
    "role.grassroots": "base",
    "role.state": "État",
    "role.local_authority": "collectivité locale",
    "role.io": "organisation internationale",
    "role.association": "association",
    "role.facilitator": "facilitateur",
    "role.interviewer": "enquêteur",
    "role.other": "autre",
    "certainty.high": "haute",
    "certainty.medium": "moyenne",
    "certainty.low": "basse",
}
