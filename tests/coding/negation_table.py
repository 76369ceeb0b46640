"""Sentences with the verdict that a reader gives: `+` the words in brackets are negated, `-` they are not."""

import negation_clauses as clauses

ENGLISH = """
- We [trust] them completely.
+ We do not [trust] the ministry any more.
+ We don’t [trust] the ministry.
+ We don't really [trust] the people from headquarters.
+ They dont [trust] us with the money.
+ I can't say that we [trust] the new team.
+ The donor has never [imposed] an audit on us.
+ They have not yet [imposed] their format.
+ There was no [trust] between the two offices.
+ There is hardly any [trust] left after the evaluation.
+ They signed the agreement without [trust].
+ They changed the budget without [negotiating] with us.
+ Neither side [trusted] the other.
+ We had neither [trust] nor money.
+ We had neither money nor [trust].
+ Nobody in the village [trusts] the contractor.
+ No one [trusts] a promise made in a hotel.
+ None of the partners [imposed] anything.
+ Nothing was [imposed] on the committee.
+ Nowhere was the budget [negotiated] with the groups.
+ The terms cannot be [negotiated] after signature.
+ The terms were not [negotiated] or discussed.
+ No audit or new rule was [imposed] that year.
+ They came with no [trust] or respect.
+ There was no respect or [trust] in that room.
+ The board no longer [trusts] our figures.
+ They won't [impose] it if we refuse.
+ It wasn't [negotiated], it was announced.
+ We ain't [negotiating] with them.
+ It is not the funder who [imposes] the calendar.
+ It's not us who [imposed] the calendar.
+ There is no donor who [trusts] a village group with cash.
+ We are not a funder who [imposes] its logo.
+ They trusted nobody and [imposed] nothing.
+ They [trust] nobody.
+ We [impose] no conditions.
+ You would [trust] no one either.
+ I don't think they [trust] us.
+ I don't think that they ever [trusted] us.
+ Trust me, they never once [negotiated].
+ Without [trust] nothing works.
+ [Trust] was never built between the two teams.
+ [Trust] did not exist at that time.
+ [Trust] is no longer there.
+ The [trust] wasn't there yet.
+ Not one partner was [trusted] with the accounts.
+ We were never [trusted], we were supervised.
+ The indicators are not [negotiated] with communities; they come with the call.
+ They will not, in our experience, [impose] a second audit.
+ We came back without having [negotiated] the overheads.
+ The programme was designed without anybody [negotiating] the targets.
+ Don't [trust] a donor before the first transfer.
+ We couldn't [negotiate] the deadline.
+ It isn't about [trust] at all, it's about receipts.
- It is not only [trust] that counts, it is money.
- Partnership is not just about [trust].
- They don't just [impose] the format, they change it every year.
- It isn't merely [imposed], it is audited.
- No doubt they [trust] us by now.
- There is no doubt that they [trust] us.
- Without doubt the [trust] has grown.
- Without a doubt we [trust] each other.
- No matter what they say, we [trust] them.
- No wonder they [imposed] an audit.
- We cannot but [trust] them.
- We had no choice but to [trust] them.
- You can't help but [trust] her.
- We can't not [negotiate] with the district.
- It was done not without [trust].
- We never worked without [trust].
- No partnership holds without [trust].
- Nothing gets done here without [negotiating] first.
- Nobody denies that they [imposed] the audit.
- Nobody doubts that you [trust] us.
- They did not hesitate to [impose] an audit.
- They have never refused to [negotiate].
- It's not that we don't [trust] them.
- I am not saying there is no [trust].
- Don't forget that they [imposed] that calendar.
- Nothing prevents them from [imposing] a new format.
- They did not come, but we [trust] them.
- They did not answer and we [negotiated] with the others.
- They never came because they [trust] the local staff.
- They never visited; they [trust] the reports.
- We do not know why they [imposed] it.
- I don't know how it was [negotiated].
- We don't know what they [imposed] on the others.
- I don't know whether they [trust] us.
- We don't work with people who [impose] their logo.
- No, we [trust] them.
- No we [trust] them, really.
- No, no, it was [negotiated].
- They [trust] us, don't they?
- It was [imposed], wasn't it.
- You [trust] them, isn't it, after ten years.
- They [trust] us, not the state.
- We [trust] them or not, the money comes from there.
- They don't ask any more, they [impose].
- The report was late, so no audit was done, yet they [trust] us.
- Without asking us they [imposed] a new calendar.
- Without money they [imposed] their list.
+ Without money they [imposed] nothing.
- It was not until 2015 that they [trusted] us.
- It is not by chance that they [imposed] it.
- Never mind, we [trust] them.
- Why not [trust] the village committee?
- When nobody came to the meeting, the ministry [imposed] its list.
- They cut the grant, no warning, and [imposed] an audit.
- The audits they [imposed] are not fair.
- Those who [impose] the rules do not live here.
- We asked for no more than [trust].
- The agreement is not perfect, though it was [negotiated].
- If nobody pays, they will [impose] a fine.
- [Trust] is not a deliverable.
- [Trust] is not built in a workshop.
- We [negotiated] for three days without sleeping.
- We [negotiated] nonetheless.
- It is [imposed] no matter what we write.
- We have nothing but [trust] to offer.
- They [trust] us no less than before.
- The donor did not consult us before it [imposed] the format.
- We do not lack [trust].
+ I don't, erm, [trust] the template.
+ We're not, in any real sense, [negotiating] here.
+ Nobody's [negotiated] the indicators with me.
- People who do not come decide and [impose].
+ You can say what does not work without anyone [imposing] a penalty.
+ He can't just come and [impose] a calendar.
+ They haven't got the right to [negotiate] it either.
+ Three years and not a single [audit].
+ It was the first call with no [audit] attached.
+ They never really, you know, [trusted] our bookkeeper.
+ I wouldn't call that [trust].
+ There's no way they would [trust] a cashbook.
+ The committee has nothing to [negotiate] with.
+ We're tired of plans made without [negotiation].
+ You don't build [trust] with a spreadsheet.
+ Communities aren't [trusted] to keep their own books.
+ At no point did they [negotiate].
+ By no means do we [trust] the figures.
+ Neither of the two foundations [trusts] the other.
+ What isn't [negotiated] is the compliance annex.
+ Not being [trusted] is tiring.
+ Hardly anyone [trusts] the hotline.
- I do not mind that they [imposed] it.
- Not everything is written, some of it is simply [imposed].
- It's not difficult: they [trust] the chair.
- The point is not the money, it's [trust].
- It isn't the money that matters but [trust].
- I've never been so right in my life, they do [trust] us.
- Not least because they [imposed] the dates.
- He wasn't rude and he [negotiated] the dates with us.
- We say nothing when they [impose] a date.
- We can't go to the villages unless we [negotiate] first.
- If the report isn't there, they [impose] a penalty.
- She said no and then they [imposed] it.
- They said no, so we [negotiated].
- Partners who don't complain are [trusted] most.
- Those who never travel [impose] the calendar.
- The women who had not been invited [negotiated] anyway.
+ There isn't much [trust] left on either side.
+ We have yet to see a call that was not [imposed].
+ The steering group never formally [negotiated] the exit plan.
+ In the end nobody [negotiated] anything with the herders.
+ They could not have [imposed] this on a ministry.
+ Money without [trust] is just a transfer.
+ Why don't they [trust] our receipts?
+ Isn't it odd that nobody ever [negotiates] the reporting dates?
+ The agreement shall not be [negotiated] again before the mid-term review.
+ Neither party may [impose] additional reporting.
+ You will find no [trust] in that correspondence.
+ We haven't [negotiated], and we won't.
+ The partner refuses, and not a word is [negotiated].
+ I am not convinced they really [trust] the local committees.
- He was not wrong: they [imposed] it overnight.
- Not surprisingly, the donor [imposed] its template.
- We are not naive, we [negotiate] everything.
- Nothing is free, and they [impose] conditions.
- No money arrived that year although we had [negotiated] it.
- I can't remember who [imposed] it.
- It is no secret that they [imposed] the list.
- They wouldn't pay so we [negotiated] with another donor.
- Local groups can neither read the contract nor sue, so it is [imposed].
- There's nothing wrong with [negotiating].
- We never stop [negotiating].
- You never know when they will [impose] a visit.
- Not only were the dates [imposed], the venue was too.
- The funder, who has never set foot here, [imposes] the venue.
- Whether or not we agree, they [impose] it.
- They don't consult, they don't write, they [impose].
"""

FRENCH = """
- On leur fait [confiance] depuis dix ans.
+ Nous ne faisons pas [confiance] au ministère.
+ On ne leur fait plus [confiance].
+ On leur fait pas [confiance].
+ Ils ne nous ont jamais fait [confiance].
+ Ils n’ont fait [confiance] à personne.
+ On n’a guère [confiance] dans ces chiffres.
+ Il n'y a aucune [confiance] entre les deux équipes.
+ Il n’y a plus de [confiance].
+ Y a plus aucune [confiance].
+ Il n'y a, je crois, pas de [confiance].
+ Nous n'avons nullement [confiance] en ce comité.
+ Ils ne font point [confiance] aux villages.
+ Ils travaillent sans [confiance].
+ Sans [confiance], on ne va nulle part.
+ Sans [confiance] ni respect, le projet s'arrête.
+ Sans respect ni [confiance], le projet s'arrête.
+ Il n'y avait ni [confiance] ni argent.
+ Il n'y avait ni argent ni [confiance].
+ Ni le siège ni le terrain n'ont [négocié] ce délai.
+ Rien n'a été [négocié] avec les groupements.
+ Personne ne nous [impose] de calendrier.
+ Aucun des bailleurs du Nord ne nous a vraiment fait [confiance].
+ Aucune condition n'a été [imposée].
+ Jamais ils n'ont [imposé] un audit.
+ On n'[impose] rien.
+ On [impose] rien.
+ On [impose] pas.
+ On [impose] même pas.
+ Ils nous l'ont pas [imposé].
+ C'est pas [négocié], c'est écrit.
+ C'est pas une question de [confiance].
+ Faut pas [imposer] ça aux femmes.
+ Ils n'ont pas [négocié] le budget avec nous.
+ Ils ne veulent ni [négocier] ni discuter.
+ Ils ont changé le budget sans [négocier].
+ Ils ont décidé sans que nous leur ayons fait [confiance].
+ Sans jamais [négocier], ils ont signé.
+ Ce n'est pas le bailleur qui [impose] les dates.
+ C'est pas nous qui [imposons] ça.
+ Il n'y a pas de bailleur qui nous fasse [confiance].
+ Je ne pense pas qu'ils nous fassent [confiance].
+ On ne veut pas qu'ils [imposent] leur logo.
+ Il ne faut pas qu'on nous [impose] un calendrier.
+ La [confiance] n'est plus là.
+ La [confiance] n'a jamais existé entre nous.
+ La [confiance] n'existe pas ici.
+ La [confiance] ne s'est jamais installée.
+ Les règles non [négociées] posent problème.
+ Ils discutent, et non [imposent].
+ Ce budget n'est pas encore [négocié].
+ On a rien [négocié] du tout.
+ On fait [confiance] à personne.
+ Nul n'a [imposé] cette règle.
+ On s'est mis à ne plus [négocier].
+ Ils préfèrent ne pas [imposer] de délai.
+ Avant qu'on n'ait plus [confiance], il faut parler.
+ Nous ne leur avons, hélas, jamais fait [confiance].
+ Ils ne font pas [confiance] ou respect, ils contrôlent.
+ Le bailleur n'a pas [imposé] l'audit, mais il l'a proposé.
+ On n’y [impose] rien.
- Il y a plus de [confiance] qu'avant.
- Ils ont plus [confiance] que les autres années.
- Il n'y a que la [confiance] qui compte.
- On ne leur fait [confiance] que depuis un an.
- Ils n'[imposent] qu'un rapport par an.
- Il ne reste plus que la [confiance].
- On ne fait pas que [négocier], on travaille.
- Il n'y a pas que la [confiance].
- Ce n'est pas seulement la [confiance].
- Ce n'est pas uniquement de la [confiance].
- C'est pas juste de la [confiance], c'est de l'argent.
- Non seulement ils [imposent] l'audit, mais ils le choisissent.
- Non seulement la [confiance] existe, mais elle grandit.
- Avant qu'ils n'[imposent] leur logo, on avait le nôtre.
- De peur qu'il n'[impose] un audit, on a tout gardé.
- Il craint que le siège ne [négocie] sans nous.
- Sans doute la [confiance] viendra.
- Il y a sans aucun doute de la [confiance].
- Sans cesse ils [imposent] de nouveaux formats.
- Il n'y a pas de souci, on leur fait [confiance].
- Y a pas de souci on leur fait [confiance].
- Il y a pas mal de [confiance] entre nous.
- On ne travaille pas sans [confiance].
- On n'a jamais travaillé sans [confiance].
- Rien ne se fait sans [confiance].
- Aucun projet ne tient sans [confiance].
- C'est un travail non sans [confiance].
- On ne peut pas ne pas [négocier] avec la mairie.
- Personne ne nie que le siège [impose] ses dates.
- Il ne fait aucun doute qu'ils [imposent] leurs dates.
- Ils n'hésitent pas à [imposer] un audit.
- On hésite pas à [négocier].
- Ils n'ont jamais refusé de [négocier].
- N'oublions pas que la [confiance] se gagne.
- Ce n'est pas qu'on ne leur fait pas [confiance].
- Je ne dis pas qu'il n'y a pas de [confiance].
- Rien ne les empêche d'[imposer] un format.
- On ne manque pas de [confiance].
- Ils ne sont pas venus, mais la [confiance] reste.
- Ils ne sont pas venus parce qu'ils nous font [confiance].
- Ils n'ont pas répondu et on a [négocié] avec les autres.
- Ils ne viennent plus ; ils nous font [confiance].
- On ne sait pas pourquoi ils [imposent] ça.
- On ne sait pas s'ils nous font [confiance].
- On ne sait pas ce qu'ils [imposent] aux autres.
- On ne travaille pas avec ceux qui [imposent] leur logo.
- Non, on leur fait [confiance].
- Non on leur fait [confiance].
- Non mais ils [imposent] tout.
- C'est la [confiance], n'est-ce pas, qui compte.
- Ils [imposent], n'est-ce pas ?
- C'est la [confiance] pas le contrôle.
- Si jamais ils [imposent] un audit, on s'arrête.
- Plus que jamais nous avons [confiance].
- N'importe qui peut [imposer] sa date.
- Un pas vers la [confiance].
- Le premier pas, c'est la [confiance].
- Pas à pas, la [confiance] est venue.
- C'est une personne de [confiance].
- Il faut une personne qui [négocie].
- Que vous le vouliez ou non on [négocie].
- Pourquoi pas [négocier] avec eux ?
- La [confiance] ne se décrète pas.
- La [confiance] ne suffit pas.
- Ceux qui [imposent] les règles ne vivent pas ici.
- Je sais pas, ils [imposent] tout.
- Je sais pas ils [imposent] tout.
- Ce n'est pas par hasard qu'ils [imposent] cela.
- Sans nous consulter ils [imposent] leurs dates.
- Sans argent on [négocie] quand même.
- Ils [négocient] sans arrêt.
- Ils n'ont pas d'argent alors ils [imposent] du temps.
- De plus en plus, ils [imposent] leurs formats.
- On ne demande rien d'autre que la [confiance].
- Ils sont en place depuis longtemps et n'ont rien dit, on leur fait [confiance].
- Le bailleur n'a pas payé, puis il a [imposé] un audit.
+ Euh, j'ai pas, euh, [confiance] dans ce tableau.
+ On peut pas [négocier] la date du rapport.
+ Moi je n'ai pas honte, c'est pas [négocié], c'est tout.
+ Je ne les ai jamais vus [négocier].
+ Personne n'ose [négocier] avec le siège.
+ Il met des règles et personne [négocie].
+ On n'a pas le droit de [négocier] l'annexe.
+ Les femmes n'ont pas été consultées ni [négocié] quoi que ce soit.
+ Le document a été signé sans être [négocié].
+ Le calendrier n'est en aucun cas [négocié].
+ À aucun moment on n'a [négocié].
+ Sans la [confiance] des villages, rien.
+ Pas de [confiance], pas de projet.
+ Pas d'audit, pas de [confiance].
+ Ça ne s'[impose] pas.
+ La règle, on ne la [négocie] pas.
+ Elle n'a pas été [imposée] par le bailleur.
+ Nous refusons, on ne [négocie] plus.
+ Ce n'est en rien [négocié].
+ Aucune des deux associations ne fait [confiance] à l'autre.
+ Y a personne qui nous fait [confiance].
+ J'ai jamais vu un bailleur [négocier].
+ C'est un document qu'on n'a pas [négocié].
+ Ne pas [négocier], c'est perdre.
+ Vous n'[imposez] donc rien ?
+ On ne peut [négocier] ni les dates ni les montants.
+ Ils n'ont ni le temps ni l'envie de [négocier].
+ Nous ne voulons plus d'un partenariat [imposé].
- Tout n'est pas écrit, certaines choses sont [imposées].
- Le problème n'est pas l'argent, c'est la [confiance].
- Le problème n'est pas l'argent mais la [confiance].
- On ne dit rien quand ils [imposent] une date.
- Si le rapport n'est pas là, ils [imposent] une pénalité.
- Je n'ai rien contre, on [négocie] toujours.
- Je n'ai rien dit et ils ont [imposé] la date.
- Il n'y a plus qu'à [négocier].
- Il n'y a qu'à [négocier].
- Je n'ai jamais autant [négocié] que cette année-là.
- Pas plus tard qu'hier ils nous ont [imposé] une visite.
- Ils ne cessent d'[imposer] des formats.
- Ceux qui ne viennent pas [imposent] les dates.
- Les femmes qui n'étaient pas invitées ont [négocié] quand même.
- Le siège, qui n'est jamais venu, [impose] ses dates.
- On n'est jamais trop prudent, on [négocie].
- Plus on discute, plus la [confiance] grandit.
+ Tu peux dire ce qui ne va pas sans qu'on t'[impose] une pénalité.
+ Le bailleur ne nous a même pas laissé [négocier] la date.
+ Il n'existe guère de [confiance] entre les communes et l'État.
+ Nous n'avons ni signé ni [négocié] cette clause.
+ Il n'est pas question de [négocier] les frais de siège.
+ Pas question de leur [imposer] un logiciel.
+ Les élus n'ont jamais réellement [négocié] cette convention.
+ L'argent sans la [confiance], c'est un virement.
+ Cette clause n'a fait l'objet d'aucune [négociation].
+ Les partenaires ne sauraient [imposer] une clause nouvelle.
+ Personne, dans cette salle, ne fait [confiance] au cabinet.
+ Que personne ne vienne [imposer] sa méthode.
+ On ne leur a pas vraiment [imposé] le prestataire.
+ Je ne suis pas sûre qu'ils nous fassent [confiance].
+ La [confiance], elle n'est plus là.
+ Ils ont arrêté le projet sans même [négocier].
+ Ce n'était pas [négociable], donc on a signé.
- Il n'a pas tort : ils [imposent] tout.
- On n'est pas naïfs, on [négocie] tout.
- Ce n'est un secret pour personne, ils [imposent] leurs prestataires.
- On n'a pas eu l'argent bien qu'on l'ait [négocié].
- Je ne me souviens plus qui a [imposé] ça.
- Ils ne voulaient pas payer alors on a [négocié] ailleurs.
- On n'arrête pas de [négocier].
- Qu'on soit d'accord ou pas, ils [imposent].
- Ils ne consultent pas, ils n'écrivent pas, ils [imposent].
- Le siège n'a rien contre, du moment qu'on [négocie] tôt.
- Plus personne ne vient, tout est [imposé] de loin.
- Rien d'étonnant à ce qu'ils [imposent] leurs dates.
- Ils ont pas le choix, ils [négocient].
- Ni une ni deux, ils [imposent] un audit.
"""

# What word and clause alone can't tell, with the reason.
_NEXT_VERB = "the verb of the sentence follows a relative clause and looks like an infinitive or a noun"
_NO_RELATIVE = "that with nobody may as well open what somebody says"
KNOWN_FAILURES = {
    "People who do not come decide and [impose].": _NEXT_VERB,
    "Those who never travel [impose] the calendar.": _NEXT_VERB,
    "The agencies which do not speak our language [impose] their own forms.": _NEXT_VERB,
    "A funder that cannot read our reports [imposes] three of them.": _NEXT_VERB,
    "Donors who have never been here often [impose] a format.": _NEXT_VERB,
    "A clause that nobody reads was [imposed] in June.": _NO_RELATIVE,
    "The clause that nobody had read was [imposed] in June.": _NO_RELATIVE,
    "On ne peut pas, je le répète, [négocier] ça.": "a clause between two commas may be where the sentence goes on",
    "Ils ne [négocient] que rarement.": "que may as well open a clause of which rarely is said",
}


def table():
    """(sentence with its match in brackets, language, negated) of every line."""
    for language, blocks in (("en", (ENGLISH, clauses.ENGLISH)), ("fr", (FRENCH, clauses.FRENCH))):
        for line in filter(None, "".join(blocks).splitlines()):
            yield line[2:], language, line[0] == "+"
