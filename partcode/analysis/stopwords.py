"""Words that say little by themselves: function words and the fillers of speech, as folded forms."""

from __future__ import annotations

from collections.abc import Mapping

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        """a about above after again against ago ah all almost already also although always am among an and another any
        anybody anyone anything anyway are aren't around as at away back be because been before behind being below
        beside besides between both but by can can't cannot could couldn't did didn't do does doesn't doing don't done
        down during each either else enough er erm etc even ever every everybody everyone everything except few for
        from further get gets getting go goes going gone gonna got had hadn't has hasn't have haven't having he her
        here hers herself him himself his hm how however i if in indeed inside instead into is isn't it its itself just
        kind know least less let like lot lots many may maybe me mean might mm more most much must my myself near
        neither never no nobody none nor not nothing now of off often oh ok okay on once one ones only onto or other
        others our ours ourselves out outside over own people per perhaps please quite rather re really right 's same
        say said says see shall she should since so some somebody somehow someone something sometimes sort still such
        than thank thanks that the their theirs them themselves then there therefore these they thing things think this
        those though through thus to together too toward towards two uh um under until up upon us very want was wasn't
        way we well went were weren't what whatever when where whether which while who whom whose why will with within
        without won't would wouldn't yeah yes yet you your yours yourself yourselves 're 've 'll 'm 'd n't
        first second three come make take""".split()
    ),
    "fr": frozenset(
        """à ah ai aie ainsi alors après as assez au aucun aucune aujourd'hui auquel aura aussi autant autre autres
        aux auxquels avaient avait avant avec avez avoir ayant b' bah beaucoup ben bien bon bref c' ça car ce ceci cela
        celle celles celui cependant ces cet cette ceux chacun chacune chaque chez chose ci combien comme comment
        contre d' dans de déjà depuis derrière des dès désormais deux devant dire dit donc dont du duquel durant effet
        elle elles en encore enfin ensuite entre es est et étaient était étant été être étions eu euh eux exemple faire
        fait falloir faut façon fois font furent hein hm hors hum ici il ils j' je jamais jusque jusqu' l' la là
        laquelle le lequel les lesquels leur leurs lors lorsque lorsqu' lui m' ma mais malgré me même mêmes mes mettre
        mien mieux moi moins mon n' ne ni non nos notre nôtre nous on ont or ou où ouais oui par parce parfois parmi
        partout pas pendant personne peu peut peuvent plus plusieurs plutôt point pour pourquoi pouvoir pratiquement
        presque près puis puisque puisqu' qu' quand quant que quel quelle quelles quelque quelques quels qui quoi
        quoique rien s' sa sans sauf savoir se selon sera seront ses seulement si sien soi soient soit sommes son sont
        sous souvent suis sur surtout t' ta tandis tant te tel telle telles tellement tels tes toi ton toujours tous
        tout toute toutes très trop truc tu un une unes uns va vais venir vers voici voilà voir vont vos votre vôtre
        vous voulez vouloir vrai vraiment vu y
        aller devoir gens prendre premier deuxième trois""".split()
    ),
}
