"""Words without content of their own, for ``similarity``: they join, deny or ask; in the languages that rooms are likeliest to use.

All are folded (no case, no accents). A word that is missing here only makes the comparison stricter: it counts as content.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS_OF = {
    # light verbs such as "get" and "make" say little, and "must" or "may" are compared as OPPOSITES
    "English": _words(
        "a an the this that these those it its he she they them their theirs his her our ours us we you your i my me one ones "
        "who whom whose which what when where how why there here then than as at by for from in into of off on onto out over "
        "per to toward towards under until till up upon via with within about across after again against along among around "
        "before behind below beside besides between beyond down during near past since through throughout and or but nor so if "
        "because although though while whereas also too very just even still yet already always often sometimes soon later "
        "now ever anyone anything somebody someone something whoever else such other others another own more most much "
        "many less few fewer some any all every each both either several be am is are was were been being do does did doing done "
        "have has had having can could may might must shall should will would ought get gets getting got gotten make makes "
        "making made take takes taking took taken go goes going went gone come comes coming came run runs running need needs "
        "needed seem seems become becomes like likes treat treats treated percent cent really quite rather s t ll re ve d m "
        "ca wo sha "
    ),
    "German": _words(
        "der die das den dem des ein eine einen einem einer eines und oder aber sondern denn weil dass ob wenn als wie wo was wer "
        "wir ihr sie er es ich du man mich uns euch sich mein unser unsere unseren ihre ihren ihrem ihrer sein seine seinen im in "
        "an am auf aus bei beim bis durch fur gegen hinter mit nach neben seit uber um unter von vom vor zu zum zur zwischen ist "
        "sind war waren wird werden wurde wurden worden hat haben hatte hatten kann konnen konnte muss mussen soll sollen sollte "
        "darf durfen auch noch schon sehr mehr weniger gibt lassen lasst hier dort dann so zu viele alle jede jeden jeder "
    ),
    "French": _words(
        "le la les un une des du de d l au aux et ou mais donc or car que qu qui quoi dont ou quand si comme ce cet cette ces c "
        "il elle ils elles on nous vous je tu me te se s son sa ses leur leurs notre nos votre vos mon ma mes y en dans par pour "
        "sur sous vers avec entre chez depuis pendant avant apres est sont etait etaient ete etre sera seront a ont avait avoir "
        "ai as fait faire font peut peuvent doit doivent faut tres trop aussi deja encore meme tout tous toute toutes plus moins "
    ),
    "Spanish or Portuguese": _words(
        "el los las unos unas y e o u pero sino porque cuando donde como cual cuyo lo al del con para por desde hasta entre sobre "
        "segun su sus nuestro nuestra nos se le les es son era eran fue fueron ser estar esta estan ha han hay haber hace hacer "
        "puede pueden debe deben hay muy mas menos ya ya tambien todo todos toda todas cada os os um uma uns umas do da dos das "
        "no na nos nas ao aos pelo pela com em que mas sao foi foram tem ter ha sua seu suas seus mais menos ja muito "
    ),
    "Italian": _words(
        "il lo gli uno una ed ma perche dove quando che chi cui di del dello della dei degli delle al alla ai agli alle dal dalla "
        "dai nel nello nella nei negli nelle con per tra fra su sul sulla sui suo sua suoi loro nostro ci si sono era erano "
        "essere stato ha hanno avere fa fare puo possono deve devono molto piu meno gia anche tutti tutte ogni "
    ),
    "Dutch": _words(
        "het een en of maar omdat dat die dit deze wie wat waar wanneer hoe hun haar zijn onze ons wij zij ik je jij u te ten ter "
        "van voor naar met bij op uit aan door tussen over onder is was waren wordt worden werd heeft hebben had kan kunnen moet "
        "moeten mag zal zullen ook nog al zeer meer minder elkaar "
    ),
    "Danish, Norwegian or Swedish": _words(
        "den det de et en ei og och men eller fordi at att som nar hvor hvem hva hvad vad var vart deres sin sitt sine min vi dere "
        "jeg jag han hun hon der ham seg sig i pa av af til till fra fran med mot om under over ved vid etter efter for er ar var "
        "blir ble bli blev blive har hadde hade havde kan kunne ma maste skal ska skulle vil ogsa ocksa mer mera mindre alle alla "
    ),
    "Russian": _words(
        "и а но или что как кто где когда если чтобы потому в во на с со к ко у о об от до для из за по при под над между это этот "
        "эта эти тот та те он она оно они мы вы я его ее их наш ваш свой был была было были быть есть будет уже еще тоже также"
    ),
}
"""Words without content of their own, by language."""

FUNCTION_WORDS = frozenset().union(*FUNCTION_WORDS_OF.values())
"""Words without content of their own."""

LIGHT_WORDS = {
    word: group.split()[0]
    for group in (
        "have has had having haben hat hatten avoir ont tener tienen ter avere hanno hebben har",
        "get gets getting got gotten far",
        "make makes making made machen font",
        "take takes taking took taken",
        "go goes going went gone",
        "come comes coming came",
        "run runs running",
        "need needs needed",
        "become becomes",
        "own",
        "more most mehr plus meer",
        "much many viele beaucoup muchos muito molti veel mange",
        "less few fewer weniger wenige moins peu pocos pochi weinig fa",
    )
    for word in group.split()
}
"""Function words that still fill a place: "get" instead of "lose" makes another statement."""

NEGATIONS = _words(
    "not none nobody nothing nowhere never noone without unless neither cannot instead lack lacks lacking lacked missing absent shortage insufficient insufficiently "
    "unable fail fails failed failing refuse refuses refused refusing hardly barely rarely seldom scarcely prevent prevents "
    "prevented forbid forbids forbidden ban bans banned prohibit prohibits prohibited stop stops stopped avoid avoids avoided "
    "deny denies denied reject rejects rejected abolish abolished false "
    "nicht kein keine keinen keinem keiner keines ohne nie niemals niemand niemanden nichts weder nirgends keinerlei fehlt fehlen fehlte mangelt "
    "mangel kaum sans manque manquent sin falta faltan carece sem falta faltam carece senza manca mancano "
    "ikke ikkje ingen intet inget inga aldri aldrig uten utan uden mangler saknas saknar inte ej "
    "niet geen zonder nooit niemand niets ontbreekt ontbreken ei eivat emme ette eika ilman nem nincs nelkul degil yok "
    "без لا لم لن ليس ليست بدون غير nahi नहीं بلا δεν μην χωρις לא אין בלי bez"
)
"""Words that deny or that say that something is missing; each counts."""

CONCORD_NEGATIONS = _words(
    "no nor ne n pas jamais aucun aucune nul nulle guere rien personne ni ningun ninguna ninguno nadie nada nunca "
    "jamas tampoco nao nenhum nenhuma nenhuns nenhumas ninguem non nessun nessuno nessuna alcun alcuno alcuna niente nulla mai не нет ни никто ничего никогда никакой "
    "nie nikt nic nigdy zaden zadne neni nikdo nu niciun nimic"
)
"""Words that deny; in many languages several of them in one clause deny once ("il n'y a rien", "no hay nada")."""

PORTUGUESE = _words("os dos das em um uma nao ao aos com pelo pela sao sem")
"""Beside one of these, "no" is a preposition."""

NEGATIVE_CHARACTERS = frozenset("不没沒無无未非別别勿")
"""They deny in Chinese and Japanese, within a run of characters."""

NEGATIVE_PREFIXES = (
    "un",
    "in",
    "im",
    "ir",
    "il",
    "non",
    "dis",
    "mis",
    "de",
    "des",
    "anti",
    "u",
    "o",
    "ne",
    "ana",
)
"""``unclear`` is the opposite of ``clear``."""

CLAUSE_WORDS = _words(
    "because but so although though while whereas since unless before after when if until and which "
    "weil aber sondern denn obwohl wahrend wenn und car mais donc quand et porque pero cuando sino y perche ma e "
    "omdat maar fordi men siden og och потому но а и mas"
)
"""A clause begins at these words, as it does behind a comma."""

PASSIVE_WORDS = _words("by durch von par por door da av af")
"""They name the one who acts, behind the verb."""

ROLE_WORDS = _words(
    "to from than against before after during until within outside inside beyond nach zu als vor wahrend contre vers avant "
    "apres pendant hacia contra antes despues durante til fra naar voor"
)
"""Before a word they say what it has to do with the rest: *from* paper *to* the archive, *after* the shift."""

ONE = _words("one single once einzige einzigen einmal seul seule unico unica eneste enda")
"""They are a figure beside another figure only: "one office" and "two offices", but "no one"."""

EXCLUSIVE = _words(
    "only may might some partly nur einige teilweise seulement certains solo solamente algunos soltanto alcuni apenas alguns "
    "slechts alleen sommige bare kun noen nogle bara nagra только некоторые"
)
"""A statement with one of these says something else than without."""
