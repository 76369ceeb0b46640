"""More sentences with their verdicts, as in `negation_table`: clauses that end without a mark, litotes, not only."""

ENGLISH = """
- The donor who does not know us [imposed] an audit.
- The donor who never visited us [imposed] an audit.
- The funder that did not consult us [negotiated] with the ministry instead.
- The agencies which do not speak our language [impose] their own forms.
- The people who didn't sign [negotiated] a better contract.
- The donor, who does not know us, [imposed] an audit.
- A funder that cannot read our reports [imposes] three of them.
- The partners who were not invited have [negotiated] with the mayor.
+ The donor who visited us never [imposed] an audit.
+ The donor who does not know us did not [impose] an audit.
+ People who do not [trust] us stay away.
+ We need a donor who does not [impose] its logo.
+ There are funders who do not in fact [negotiate] anything.
+ Those who didn't come or [negotiate] complained afterwards.
- They did not talk to us and [imposed] an audit.
- The ministry does not answer and [imposes] a new form.
- She didn't wait and [negotiated] her own contract.
- They never answered us, and [imposed] a new form.
- The donor did not listen and simply [imposed] a budget.
- They don't consult anyone and then [impose] a format.
+ They did not come and [negotiate] with us.
+ They never sit down and [negotiate].
+ They do not consult or [trust] the groups.
+ The rules were not discussed and [negotiated] with the groups.
+ The rules have not been read and [negotiated].
+ They did not, as we feared, [impose] an audit.
+ They do not, as far as I know, [impose] anything.
+ The donor does not, if I understand well, [trust] our figures.
+ They have not, as promised, [negotiated] the overheads.
+ They rarely [negotiate] with us.
+ They seldom [trust] a village committee.
+ Rarely do they [negotiate].
+ They rarely, if ever, [trust] our figures.
+ The budget is seldom [negotiated].
- It was not uncommon to [impose] an audit.
- It is not unusual for them to [impose] a format.
- It is not rare that they [impose] a format.
- It is not impossible that they [negotiate].
- Not content with [imposing] an audit, they came back in May.
- Why not [negotiate] with the mayor?
- They not infrequently [impose] a second visit.
- It is not unlikely that they will [impose] it.
- It is not unheard of for a donor to [impose] an auditor.
+ They do not send reports and [budgets] on time.
+ The donor does not visit partners and [villages].
+ He does not keep promises and [agreements].
- He did not reply and then [cut] the grant.
- They did not warn us and [cut] the grant.
+ They won't sit with us and [negotiate] a budget.
+ They could not travel and [negotiate] in person.
+ Donors who have never been here should not [impose] anything.
- Donors who have never been here often [impose] a format.
- The consultant who had not read the file [imposed] her own list.
+ I know people who do not really [trust] the state.
+ Those are rules that we never [negotiated].
+ An audit that was not [negotiated] is useless.
- A clause that nobody reads was [imposed] in June.
- The clause that nobody had read was [imposed] in June.
+ There are partners who never signed or [negotiated] anything.
+ We met a donor who did not want to [impose] a logo.
- They hire consultants who don't know how we [trust] each other.
+ We do not, however, [trust] the ministry.
+ They didn't, at least in my village, [negotiate] anything.
- They don't pay, if we insist, they [impose] a fine.
- They did not come, as we feared, and they [imposed] an audit.
- They rarely visit, but they [impose] a calendar.
- Not unusually, the donor [imposed] a format.
- It isn't impossible to [negotiate] with them.
- It's hardly surprising that they [imposed] it.
+ It is not true that they [negotiated].
+ It is not certain that they will [negotiate].
+ I think that they never [negotiated].
+ He says that nobody [trusts] the mayor.
- The officer who does not speak Fulfulde [signed] without reading.
- The organisations that didn't apply were [trusted] later.
+ The women say they have not been asked and [trusted].
+ Partners who cannot pay are not [trusted], they say.
+ The partners whom nobody [trusted] left.
- The partners whom nobody asked have [negotiated] anyway.
"""

FRENCH = """
- Ils n'[imposent] pas que l'audit.
- Ils n'ont pas [imposé] que l'audit.
- Le siège ne [négocie] pas que les dates.
- On ne fait pas [confiance] qu'aux chiffres.
- Ils n'ont pas [négocié] qu'avec nous.
- Nous n'avons pas seulement [imposé] un audit.
- Ils ne vont pas [négocier] que le montant.
- Ils [imposent] pas que des dates.
+ Je ne pense pas que le siège [impose] un audit.
+ On ne dit pas que la mairie [négocie] bien.
+ Il ne faut pas que le bailleur [impose] ses dates.
+ Nous n'avons pas demandé que le siège [impose] ses dates.
+ Je ne crois pas que des bailleurs nous fassent [confiance].
+ On n'a pas voulu que les femmes [négocient] seules.
+ Ce n'est pas sûr que le siège [négocie].
+ Ils n'ont pas [imposé] un audit que nous aurions refusé.
- Il n'est pas rare qu'ils [imposent] un audit.
- Il n'est pas rare de les voir [imposer] un audit.
- Il n'est pas impossible qu'ils [négocient].
- C'est pas rare qu'ils [imposent] des formats.
- Il n'est pas exclu qu'ils [imposent] un audit.
- Non contents d'[imposer] un audit, ils choisissent l'auditeur.
- Non content de [négocier] seul, le siège signe seul.
- Pourquoi ne pas [négocier] avec la mairie ?
- Et pourquoi ne pas leur faire [confiance] ?
- Comment ne pas leur faire [confiance] ?
- Il n'est pas inhabituel que le siège [impose] un format.
- Il n'est pas étonnant qu'ils [imposent] tout.
- Il n'est pas normal qu'ils nous [imposent] un audit.
+ Il n'est pas possible de [négocier].
+ Pourquoi ne veulent-ils pas [négocier] ?
- Le bailleur qui ne nous connaît pas a [imposé] un audit.
- Le bailleur qui ne nous connaît pas [impose] un audit.
- Le siège qui n'a jamais vu le terrain [négocie] à notre place.
- Les bailleurs qui ne viennent plus nous [imposent] leurs formats.
- Le bailleur, qui ne nous connaît pas, a [imposé] un audit.
- Les partenaires qui ne parlent pas anglais ont [négocié] en français.
+ Le bailleur qui nous connaît n'a pas [imposé] d'audit.
+ On cherche un bailleur qui n'[impose] pas son logo.
+ Les gens qui ne nous font pas [confiance] restent loin.
+ Ceux qui n'ont jamais [négocié] ne savent pas.
+ Le siège qui ne vient pas ne [négocie] pas.
- Ils ne viennent pas et [imposent] leurs dates.
- Le siège ne répond pas et [impose] ses dates.
- On ne les voit jamais et ils [imposent] tout.
- Ils n'ont pas écouté et ont [imposé] leurs dates.
- Le bailleur n'écoute personne et nous [impose] un format.
- Ils ne consultent personne puis [imposent] leurs dates.
+ Ils n'ont pas été consultés et [négociés] avec nous.
+ Ils ne veulent pas venir et [négocier].
+ Ils ne nous écoutent pas et ne nous font pas [confiance].
+ On ne peut pas s'asseoir et [négocier].
+ Ils n'ont pas, comme on le craignait, [imposé] d'audit.
+ Ils n'ont pas, à ma connaissance, [négocié] les frais.
+ On ne peut pas, si j'ai bien compris, [négocier] la date.
+ Ils [négocient] rarement avec nous.
+ On fait rarement [confiance] à un comité.
+ Rarement ils [négocient] les dates.
+ Ils ne demandent pas d'argent et de [confiance].
+ Ils n'offrent ni aide et ni [confiance].
+ On n'a pas eu d'aide et de [confiance].
+ Ils n'ont pas mis en place la concertation et la [confiance].
+ Ils ne prennent pas le temps et la peine de [négocier].
+ Il n'y a pas de transparence et [confiance] entre nous.
- Le siège ne lit pas nos rapports et demande la [confiance].
- Les bailleurs n'attendent pas et [négocient] avec l'État.
- Ils ne préviennent pas et surtout [imposent] leurs dates.
+ Ils n'ont pas voulu écouter les femmes et [négocier] avec elles.
+ Le bailleur ne peut pas venir ici et [imposer] ses règles.
+ Les associations qui n'ont pas d'argent ne [négocient] pas.
- Les associations qui n'ont pas d'argent [négocient] quand même.
- Les communes qui ne paient jamais leurs agents [imposent] des taxes.
- L'ONG qui n'a pas signé la charte [impose] un audit.
- Les agents dont on ne sait rien [imposent] leurs listes.
+ C'est un siège qui ne veut pas [négocier].
+ Ce sont des gens qui n'ont jamais eu [confiance] en nous.
+ On parle de ceux qui ne peuvent pas [négocier] eux-mêmes.
+ Il y a des bailleurs qui ne savent pas que les femmes [négocient].
- Ils ne financent pas que les projets, ils [imposent] des thèmes.
- Ils n'ont plus [confiance] que dans les chiffres.
- Ils ne [négocient] plus que les détails.
- Ils n'ont jamais [imposé] que des dates.
+ Ça ne veut pas dire que le siège [impose] tout.
+ Ça ne garantit pas que la [confiance] revienne.
+ Je n'ai pas vu que le siège [impose] quoi que ce soit.
+ On n'a pas pu voir la règle que le siège [impose].
+ Ce n'est pas pour que le siège [négocie] à notre place.
+ Ils n'ont pas plus [confiance] que les autres.
- Il n'est pas si rare que la mairie [négocie].
- Ce n'est pas impossible de [négocier].
- Ce n'est pas anodin qu'ils nous [imposent] un logo.
+ Il n'est pas vrai qu'ils [imposent] un audit.
+ Il n'est pas prévu de [négocier].
- Non contente d'avoir [négocié] seule, elle a signé seule.
- Pourquoi ne pas [imposer] un quota ?
+ Pourquoi ils ne [négocient] pas ?
- N'est-il pas rare de [négocier] autant ?
+ On ne peut pas, je le répète, [négocier] ça.
+ Ils n'ont pas, et c'est dommage, [négocié] la date.
- Ils ne viennent pas, je crois, ils [imposent] de loin.
- Ils paient rarement, mais ils [imposent] un audit.
+ Ils ont rarement [confiance] en nous.
+ Ils ne [négocient] que rarement.
- Le bailleur qui ne les connaît pas a [imposé] un audit.
- Les gens qui ne l'ont jamais vu lui font [confiance].
- L'équipe qui ne vient pas les lundis [impose] ses dates.
+ Des partenaires qui ne les ont jamais [imposés].
"""
