//! Languages are recognised from a few sentences, and a language without a folder is still read.

use crossread::analysis::analyse;
use crossread::corpus::Document;
use crossread::lang::{self, detect::detect};
use crossread::vocabulary::Kind;

#[test]
fn every_language_with_a_folder_is_recognised() {
    let samples = [
        (
            "en",
            "The minister arrived in the capital on Tuesday. He said that the talks would go on for two days. Nobody from the opposition was invited.",
        ),
        (
            "it",
            "Il ministro è arrivato nella capitale martedì. Ha detto che i colloqui dureranno due giorni. Nessuno dell’opposizione è stato invitato.",
        ),
        (
            "fr",
            "Le ministre est arrivé mardi dans la capitale. Il a dit que les entretiens dureraient deux jours. Personne de l’opposition n’a été invité.",
        ),
        (
            "ru",
            "Министр прибыл в столицу во вторник. Он сказал, что переговоры продлятся два дня. Никого из оппозиции не пригласили.",
        ),
        (
            "ar",
            "وصل الوزير إلى العاصمة يوم الثلاثاء. وقال إن المحادثات ستستمر يومين. ولم تتم دعوة أحد من المعارضة.",
        ),
    ];
    let codes: Vec<&str> = samples.iter().map(|s| s.0).collect();
    for code in lang::codes() {
        assert!(
            codes.contains(&code),
            "no sample for {code}: add three sentences"
        );
    }
    for (code, text) in samples {
        assert_eq!(detect(text).as_deref(), Some(code), "{text}");
    }
}

/// Three sentences each; the languages have no folder.
const OTHERS: [(&str, &str); 18] = [
    (
        "es",
        "El ministro llegó a la capital el martes. Dijo que las conversaciones durarán dos días. Nadie de la oposición fue invitado, según los medios.",
    ),
    (
        "pt",
        "O ministro chegou à capital na terça-feira. Ele disse que as conversações vão durar dois dias. Ninguém da oposição foi convidado, mas não se sabe por quê.",
    ),
    (
        "de",
        "Der Minister ist am Dienstag in der Hauptstadt angekommen. Er sagte, dass die Gespräche zwei Tage dauern werden. Niemand von der Opposition wurde eingeladen.",
    ),
    (
        "nl",
        "De minister is dinsdag in de hoofdstad aangekomen. Hij zei dat de gesprekken twee dagen zullen duren. Niemand van de oppositie is uitgenodigd.",
    ),
    (
        "pl",
        "Minister przybył do stolicy we wtorek. Powiedział, że rozmowy potrwają dwa dni. Nikt z opozycji nie został zaproszony na spotkanie.",
    ),
    (
        "ro",
        "Ministrul a ajuns în capitală marți. El a spus că discuțiile vor dura două zile. Nimeni din opoziție nu a fost invitat la întâlnire.",
    ),
    (
        "tr",
        "Bakan salı günü başkente geldi. Görüşmelerin iki gün süreceğini söyledi ve bu konuda daha fazla bilgi vermedi. Muhalefetten hiç kimse için davet olmadı.",
    ),
    (
        "sv",
        "Ministern anlände till huvudstaden på tisdagen. Han sade att samtalen ska pågå i två dagar. Ingen från oppositionen var inbjuden, enligt medierna.",
    ),
    (
        "da",
        "Ministeren ankom til hovedstaden tirsdag. Han sagde, at samtalerne skal vare i to dage efter planen. Ingen fra oppositionen blev inviteret af regeringen.",
    ),
    (
        "fi",
        "Ministeri saapui pääkaupunkiin tiistaina. Hän sanoi, että neuvottelut kestävät kaksi päivää. Ketään oppositiosta ei ollut kutsuttu, mutta syy on epäselvä.",
    ),
    (
        "el",
        "Ο υπουργός έφτασε στην πρωτεύουσα την Τρίτη. Είπε ότι οι συνομιλίες θα διαρκέσουν δύο ημέρες. Κανείς από την αντιπολίτευση δεν προσκλήθηκε.",
    ),
    (
        "uk",
        "Міністр прибув до столиці у вівторок. Він сказав, що переговори триватимуть два дні. Нікого з опозиції не запросили, але це не дивно.",
    ),
    (
        "bg",
        "Министърът пристигна в столицата във вторник. Той заяви, че преговорите ще продължат два дни. Никой от опозицията не беше поканен на срещата.",
    ),
    (
        "fa",
        "وزیر روز سه‌شنبه به پایتخت رسید. او گفت که این گفتگوها دو روز ادامه خواهد داشت. هیچ کس از مخالفان برای این نشست دعوت نشده است.",
    ),
    (
        "he",
        "השר הגיע לבירה ביום שלישי. הוא אמר כי השיחות יימשכו יומיים. איש מהאופוזיציה לא הוזמן.",
    ),
    (
        "zh",
        "部长星期二抵达首都。他说会谈将持续两天。反对派没有人被邀请。",
    ),
    (
        "ja",
        "大臣は火曜日に首都に到着した。会談は二日間続くと述べた。野党からは誰も招かれなかった。",
    ),
    (
        "sw",
        "Waziri aliwasili katika mji mkuu siku ya Jumanne. Alisema kuwa mazungumzo hayo yatachukua siku mbili. Hakuna mtu wa upinzani aliyealikwa kwa mkutano huo.",
    ),
];

#[test]
fn languages_without_a_folder_are_recognised() {
    for (code, text) in OTHERS {
        assert_eq!(detect(text).as_deref(), Some(code), "{text}");
        assert!(!lang::has_folder(code));
    }
}

#[test]
fn what_is_no_language_is_not_recognised() {
    for text in [
        "",
        "12 34 56",
        "zq xw 12 kv",
        "Grmbl vrz tlk prsk wnt blorf gnar tulb skrem drwx plof hnak.",
        "lorem",
        "— … «»",
    ] {
        assert_eq!(detect(text), None, "{text:?}");
    }
}

#[test]
fn the_inherited_folder_is_no_language() {
    assert!(lang::codes().all(|c| c != lang::INHERITED));
    assert!(!lang::has_folder(lang::INHERITED));
}

fn names(language: &str, body: &str) -> (Vec<(String, Kind)>, Vec<String>) {
    let analysis = analyse([Document {
        id: "a".into(),
        language: language.into(),
        body: body.into(),
        ..Document::default()
    }]);
    let names = analysis.extractions[0]
        .mentions
        .iter()
        .map(|m| {
            let entity = &analysis.entities[m.entity.0 as usize];
            (entity.id.clone(), entity.kind)
        })
        .collect();
    let notes = analysis.notes.iter().map(ToString::to_string).collect();
    (names, notes)
}

#[test]
fn a_spanish_text_is_read_by_general_rules() {
    let (found, notes) = names(
        "es",
        "Khalifa Haftar viajó el lunes a Moscú. «La visita fue útil», dijo Rosario Quintela en Benghazi. Los diplomáticos de Libia no hablaron con Marta Olmedo Ruiz.",
    );
    let has = |id: &str| found.iter().any(|(i, _)| i == id);
    assert!(has("khalifa-haftar"), "{found:?}");
    assert!(has("benghazi"), "{found:?}");
    assert!(has("rosario-quintela"), "{found:?}");
    assert!(
        !found
            .iter()
            .any(|(i, _)| i.starts_with("los-") || i.starts_with("la-")),
        "{found:?}"
    );
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("\"es\""), "{notes:?}");
}

#[test]
fn a_greek_text_is_read_by_general_rules() {
    let (found, notes) = names(
        "el",
        "Ο Χαλίφα Χαφτάρ επισκέφθηκε τη Μόσχα τη Δευτέρα. «Η επίσκεψη ήταν χρήσιμη», δήλωσε ο Νίκος Παπαδόπουλος στη Βεγγάζη.",
    );
    assert!(!found.is_empty());
    assert_eq!(notes.len(), 1);
}

#[test]
fn a_language_without_a_folder_has_its_direction_and_script() {
    assert!(lang::pack("he").rtl && lang::pack("fa").rtl);
    assert!(!lang::pack("es").rtl && lang::pack("es").cased);
    assert!(!lang::pack("zh").cased);
    assert_eq!(lang::pack("pt-BR").endonym, "português");
    // A language that nothing is known of is read too.
    assert_eq!(lang::pack("tlh").code, lang::INHERITED);
}
