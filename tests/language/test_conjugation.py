"""Forms of verbs and the way back, as a table that a Spanish speaker can check."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.language.conjugation import VerbForms, forms, participles
from graph.language.conjugation_table import load_conjugation
from graph.language.enclitics import split_enclitics
from graph.vocabulary import data_folder

# Infinitive, forms that it has, forms that a naive rule would give it.
FORMS = [
    ("acusar", "acuso acusa acusás acusá acusáis acusó acusara acusase acusando", "acusiera"),
    ("vender", "vendo vendés vendé vendéis vendió vendiera vended venderá", "vendó vendás"),
    ("vivir", "vivo vivís viví vivimos vivieron viviesen vivid viviendo", "vivemos"),
    ("elegir", "eligen elijo elige eligió elijamos eligiera eligiendo", "elegen elego elegió"),
    ("enviar", "envía envían envíe envió enviamos enviéis enviás", "envia enviemós"),
    ("ampliar", "amplía amplíe ampliemos", "amplia"),
    ("negociar", "negocia negocie negoció", "negocía"),
    ("actuar", "actúa actúen actuó actuamos", "actua"),
    ("evaluar", "evalúa evaluó", "evalua"),
    ("averiguar", "averigua averigüe averigüé", "averigúa averigue"),
    ("adecuar", "adecua adecúa adecue", "adecüe"),
    ("conceder", "conceda concede concedió", "conceza"),
    ("buscar", "busqué busque buscó busquemos", "buscé busce"),
    ("llegar", "llegué lleguen llegó", "llegé"),
    ("alcanzar", "alcancé alcance alcanzó", "alcanzé"),
    ("proteger", "protejo proteja protege protegió", "protego protega"),
    ("dirigir", "dirijo dirija dirige", "dirigo"),
    ("seguir", "sigo sigue siga siguió seguimos sigamos seguí", "seguo siguo seguió"),
    ("distinguir", "distingo distinga distingue", "distinguo distinguyó"),
    ("delinquir", "delinco delinca delinque", "delinquo delinquyo"),
    ("conocer", "conozco conozcamos conoce conoció", "conoco conozo"),
    ("vencer", "venzo venza vence", "venco venzco"),
    ("esparcir", "esparzo esparza esparció", "esparzco"),
    ("cocer", "cuezo cueza cozamos coció", "cuezco cozco"),
    ("reunir", "reúne reúna reunió reunamos", "reune reúnió"),
    ("prohibir", "prohíbe prohíba prohibió", "prohibe"),
    ("aislar", "aísla aísle aisló aislamos", "aisla"),
    ("rehusar", "rehúsa rehúse rehusó", "rehusa"),
    ("pensar", "piensa piense pensamos pensó", "pensa"),
    ("perder", "pierde pierda perdamos perdió", "pierdamos"),
    ("sentir", "siente sienta sintamos sintió sintiera", "sentió sentamos"),
    ("advertir", "advierte advirtió adviertan advirtiendo", "advertió"),
    ("adherir", "adhiere adhirió adhiera", "adhere"),
    ("adquirir", "adquiere adquirió adquiramos", "adquire"),
    ("discernir", "discierne discernió", "discirnió"),
    ("contar", "cuenta cuente contamos contó", "conta"),
    ("mover", "mueve mueva movamos movió", "muevamos"),
    ("resolver", "resuelve resolvió resuelva resuelto", "resolvido"),
    ("dormir", "duerme durmió durmamos duerman durmiendo", "dormió dormamos"),
    ("jugar", "juega juegue jugó jugué juguemos", "juga"),
    ("oler", "huele huela olemos olió", "uele ole"),
    ("errar", "yerra yerre erramos erró", "ierra"),
    ("avergonzar", "avergüenza avergüence avergoncé", "avergonza averguenza"),
    ("pedir", "pide pida pidió pidamos pedimos pidiendo", "pede pedió"),
    ("reñir", "riñe riñó riñeron riñendo", "riñió riñiendo"),
    ("bullir", "bulle bulló bullendo", "bullió"),
    ("construir", "construye construyó construí construya construid", "construe construió"),
    ("huir", "huye huyó huya huí hui huimos", "huie"),
    ("argüir", "arguye arguyó argüimos", "argüye"),
    ("producir", "produzco produjo produjeron produjera produce", "produció produjieron"),
    ("leer", "lee leyó leyeron leímos leyendo leíste", "leió leiste"),
    ("caer", "caigo cae cayó caiga cayendo caíste", "caió"),
    ("oír", "oigo oye oyó oigan oímos oiré oyendo oíd", "oiste oíré"),
    ("reír", "río ríe rió ríen reímos riera riendo", "reió"),
    ("sonreír", "sonríe sonrió sonrían", "sonreió"),
    ("tener", "tengo tiene tuvo tendrá ten tuviera tenés tenga", "teno tenió tenerá"),
    ("detener", "detiene detuvo detendrán detén detenga detengamos", "detenió deten"),
    ("poner", "pongo puso pondrá pon pusieran ponga", "ponió ponerá"),
    ("disponer", "dispone dispuso dispondrá dispón", "disponió"),
    ("venir", "viene vino vendrá ven vengan viniera viniendo", "venió veniendo"),
    ("intervenir", "interviene intervino intervén intervinieron", "intervenió"),
    ("decir", "digo dice dijo dirá di dijeron diciendo digan decís", "deció dijieron"),
    ("contradecir", "contradice contradijo contradirá contradecirá", "contradició"),
    ("bendecir", "bendice bendijo bendecirá bendito", "bendirá bendicho"),
    ("hacer", "hago hace hizo hará haz hiciera hecho", "hació hico haceré"),
    ("satisfacer", "satisfago satisfizo satisfará satisfecho", "satisfació"),
    ("rehacer", "rehízo rehíce rehará", "rehizo"),
    ("traer", "traigo trajo trajeron trayendo traiga", "trayó trajieron"),
    ("ver", "ve vio vi veía vea visto", "vió verído"),
    ("prever", "prevé previó prevén prevean preveía", "preve previo preveyó"),
    ("dar", "doy da dio dé diera des demos", "dó dió dás"),
    ("ir", "voy va fue iba vaya yendo iremos id", "iendo"),
    ("ser", "es fue era sea será sos son sido", "sió"),
    ("haber", "ha hay hubo habrá haya hubieran", "habió"),
    ("estar", "está estuvo estés estuvieron", "estó"),
    ("saber", "sé sabe supo sabrá sepa", "sabo sabió"),
    ("caber", "quepo cupo cabrá quepa", "cabo"),
    ("querer", "quiere quiso querrá quiera quisieron", "querió quererá"),
    ("poder", "puede pudo podrá pueda pudiendo", "podió podiendo"),
    ("salir", "salgo sale saldrá sal salió", "salo salirá"),
    ("valer", "valgo vale valdrá", "valo"),
    ("andar", "anda anduvo anduviera ande", "andó andara"),
    ("demandar", "demandó demanda demandara", "demanduvo"),
    ("erguir", "yergue irgue irguió yerga", "ergue"),
    ("rehuir", "rehúye rehuyó rehuyamos", "rehuye"),
    ("pretender", "pretende pretenda", "pretiende"),
    ("prestar", "presta prestó", "prestuvo"),
    ("ayudar", "ayuda ayudó ayude", "ayudio"),
    ("guiar", "guía guio guió guiamos", "guye guiyó"),
]


@pytest.mark.parametrize(("infinitive", "has", "lacks"), FORMS, ids=[row[0] for row in FORMS])
def test_a_verb_has_its_forms(infinitive: str, has: str, lacks: str) -> None:
    assert set(has.split()) - forms(infinitive) == set()


@pytest.mark.parametrize(("infinitive", "has", "lacks"), FORMS, ids=[row[0] for row in FORMS])
def test_a_verb_lacks_the_forms_of_a_naive_rule(infinitive: str, has: str, lacks: str) -> None:
    assert set(lacks.split()) & forms(infinitive) == set()


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("detener", "detenido"),
        ("decir", "dicho"),
        ("hacer", "hecho"),
        ("proponer", "propuesto"),
        ("inscribir", "inscrito inscripto"),
        ("suscribir", "suscrito suscripto"),
        ("escribir", "escrito"),
        ("abrir", "abierto"),
        ("descubrir", "descubierto"),
        ("morir", "muerto"),
        ("prender", "prendido preso"),
        ("aprender", "aprendido"),
        ("ver", "visto"),
        ("devolver", "devuelto"),
        ("disolver", "disuelto"),
        ("romper", "roto"),
        ("interrumpir", "interrumpido"),
        ("corromper", "corrompido"),
        ("imprimir", "impreso imprimido"),
        ("elegir", "elegido electo"),
        ("freír", "freído frito"),
        ("proveer", "proveído provisto"),
        ("leer", "leído"),
        ("oír", "oído"),
        ("construir", "construido"),
        ("reunirse", "reunido"),
    ],
)
def test_participles_in_the_masculine_singular(infinitive: str, expected: str) -> None:
    assert {p for p in participles(infinitive) if p.endswith("o")} == set(expected.split())


def test_participles_agree_in_gender_and_number() -> None:
    assert participles("inscribir") >= {"inscrito", "inscrita", "inscritos", "inscritas"}


def test_a_reflexive_verb_has_the_forms_of_the_plain_one() -> None:
    assert forms("comunicarse") == forms("comunicar")


@pytest.mark.parametrize("word", ["mesa", "Detener", "llevar a cabo", "", "r"])
def test_what_is_no_infinitive_is_refused(word: str) -> None:
    with pytest.raises(DataError, match="not a Spanish infinitive"):
        forms(word)


@pytest.fixture(scope="module")
def listed() -> VerbForms:
    return VerbForms(
        ["ser", "ir", "reunir", "reunirse", "detener", "hablar", "acusar", "sentir", "sentar"]
    )


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("detuvo", ("detener",)),
        ("acusás", ("acusar",)),
        ("reúnen", ("reunir", "reunirse")),
        ("fue", ("ir", "ser")),
        ("siento", ("sentar", "sentir")),
        ("detenidas", ("detener",)),
        ("elige", ()),
        ("casa", ()),
    ],
)
def test_a_form_leads_back_to_the_listed_infinitives(
    listed: VerbForms, form: str, expected: tuple[str, ...]
) -> None:
    assert listed.lemmas(form) == expected


def test_the_order_of_the_list_does_not_matter() -> None:
    assert VerbForms(["ser", "ir"]).lemmas("fue") == VerbForms(["ir", "ser"]).lemmas("fue")


@pytest.mark.parametrize(
    ("form", "verb", "pronouns"),
    [
        ("detenerlo", "detener", "lo"),
        ("comunicarse", "comunicar", "se"),
        ("entregarles", "entregar", "les"),
        ("tomarnos", "tomar", "nos"),
        ("decírselo", "decir", "se lo"),
        ("entregárselas", "entregar", "se las"),
        ("oírlo", "oír", "lo"),
        ("reírse", "reír", "se"),
        ("serlo", "ser", "lo"),
        ("darle", "dar", "le"),
        ("verse", "ver", "se"),
        ("irse", "ir", "se"),
        ("guiarlo", "guiar", "lo"),
        ("entregándoselo", "entregando", "se lo"),
        ("diciéndole", "diciendo", "le"),
        ("construyéndolas", "construyendo", "las"),
        ("díganle", "digan", "le"),
        ("hágase", "haga", "se"),
        ("envíalo", "envía", "lo"),
        ("reúnete", "reúne", "te"),
        ("vámonos", "vamos", "nos"),
        ("digámosle", "digamos", "le"),
        ("dámelo", "da", "me lo"),
        ("dile", "di", "le"),
        ("hazlo", "haz", "lo"),
        ("decidle", "decid", "le"),
    ],
)
def test_pronouns_are_parted_from_the_verb(form: str, verb: str, pronouns: str) -> None:
    assert split_enclitics(form) == (verb, tuple(pronouns.split()))


@pytest.mark.parametrize(
    "word",
    [
        "cuales", "hablamos", "hablase", "parte", "comparte", "convierte", "advierte", "muerte",
        "suerte", "gobiernos", "modernos", "obreros", "extranjeros", "disparos", "museos",
        "cárteles", "ángeles", "escándalos", "charlas", "perlas", "duerme", "confirme", "militares",
        "líderes", "estábamos", "tomate", "debate", "combate", "clase", "base", "informe", "lo",
        "se", "ante", "durante", "mediante", "sólo", "pueblos", "vínculos",
        "públicamente", "intérprete", "zócalo", "fenómenos", "duarte", "órganos", "artículo",
    ],
)  # fmt: skip
def test_words_without_pronouns_stay_whole(word: str) -> None:
    assert split_enclitics(word) == (word, ())


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("acusarlo", ("acusar", ("lo",))),
        ("reunirnos", ("reunir", ("nos",))),
        ("elegirlo", ("elegirlo", ())),
        ("detenlos", ("detenlos", ())),
    ],
)
def test_with_known_verbs_only_theirs_are_parted(
    listed: VerbForms, form: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert split_enclitics(form, listed) == expected


def test_a_known_form_is_never_parted() -> None:
    assert split_enclitics("conversé", VerbForms(["conversar"])) == ("conversé", ())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[enclitics]", "[proclitics]", "unknown key 'proclitics'"),
        ('unraised = "', 'lifted = "', "unknown key 'lifted'"),
        ('ending = "tener"\nfirst', 'ending = "tener"\nfrist', "unknown key 'frist'"),
        ('z = "cocer', 'z = "cocer cocer', "z repeats 'cocer'"),
        ('bare = "dar ir ser ver"', 'bare = ""', "bare has no words"),
        ('gerund = "ando"\n', "", "key 'gerund' is missing"),
        ("[changes]", "[changes", "not TOML"),
    ],
)
def test_a_broken_table_is_refused_by_name(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (data_folder() / "lexicon" / "es" / "conjugation.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "conjugation.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        load_conjugation(path)
    # Where the slip was put, the message says.
    line = text[: text.index(old)].count("\n") + 1
    told = re.search(re.escape(str(path)) + r":(\d+)", str(error.value))
    assert told is not None
    assert line <= int(told[1]) <= line + new.count("\n") or "missing" in message


@pytest.mark.slow
def test_a_lexicon_of_verbs_is_indexed_quickly() -> None:
    # Made-up stems, so that no cache of an earlier test helps; the bound allows for slow machines.
    stems = [
        f"{a}{b}{c}" for a in "blmnprst" for b in ("an", "el", "or", "ut") for c in "bdfglmnprst"
    ]
    verbs = [s + ending for s in stems for ending in ("ar", "er", "ir", "izar")][:1200]
    start = time.process_time()
    VerbForms(verbs)
    assert time.process_time() - start < 2.0
