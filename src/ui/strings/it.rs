//! Italian.

use super::{Later, Strings};
use crossread::vocabulary::Relation;

/// Singular or plural.
fn of(n: usize, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// A small number as a word, masculine.
fn word(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "nessun", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
        "undici", "dodici",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// The strings.
pub const IT: Strings = Strings {
    code: "it",
    name: "Italiano",
    map: "Mappa",
    compare: "Confronto",
    articles: "Articoli",
    how: "Come funziona",
    skip: "Vai al contenuto",
    views: "Viste",
    colours: "Colori",
    theme_auto: "Automatico",
    theme_light: "Chiaro",
    theme_dark: "Scuro",
    page_language: "Lingua della pagina",
    whose_articles: "Di chi sono gli articoli",
    made_by_program: "Tutti i segni di questa pagina li ha fatti un programma: ha letto gli articoli e dice chi dice che cosa, mai che cosa è vero.",
    mend: "Come correggere o segnalare un segno",
    undated: "senza data",
    one_moment: "Un momento …",
    rest_missing: "Una parte del programma non si è potuta caricare. La mappa funziona anche senza, e le tue note sono al sicuro.",
    try_again: "Riprova",
    any: "Qualsiasi",
    written_in: "Scritto in",
    more_filters: "Altri filtri",
    show_all: "Mostra tutto",
    time: "Tempo",
    time_from: "Da",
    time_to: "Fino a",
    map_promise: "Ogni linea apre le parole di cui è fatta, nell’articolo che le dice.",
    arrange_by: "Disponi per",
    geography: "Geografia",
    network: "Rete",
    two_sides: "Due parti",
    kind: "Tipo",
    as_a_table: "Come tabella",
    source: "Fonte",
    said_as: "Detto come",
    map_label: "Mappa dei legami",
    zoom: "Ingrandimento",
    zoom_in: "Più vicino",
    zoom_out: "Più lontano",
    zoom_reset: "Mostra tutto",
    no_point: "Senza un punto sulla mappa:",
    said_by: "Detto da",
    connections: "Legami",
    silent: "tace",
    filter: "Filtro",
    topic_label: "Tema",
    all_topics: "Tutti i temi",
    about: "Su",
    everybody: "Tutti",
    lesson: "Una lezione, due pagine",
    example: "Un esempio inventato",
    projector: "Proiettore",
    copy_page: "Salva questa pagina con i miei articoli e le mie note",
    bring: "Porta articoli",
    loading: "Gli articoli stanno arrivando …",
    language: "Lingua",
    later_words: later,
    map_title: |n, bundled| {
        if !bundled {
            match n {
                1 => "Chi è in contatto con chi, come lo racconta un articolo".to_owned(),
                _ => format!(
                    "Chi è in contatto con chi, come lo raccontano {} articoli",
                    word(n)
                ),
            }
        } else if n == 1 {
            "Libia e Russia, come le racconta un articolo".to_owned()
        } else {
            format!("Libia e Russia, come le raccontano {} articoli", word(n))
        }
    },
    all_connections: |n| format!("Tutti i legami ({n})"),
    labels_hidden: |n| format!("{n} {}", of(n, "nome nascosto", "nomi nascosti")),
    more_rows: |n| format!("Mostra altre {n}"),
    without_connection: |n| format!("{n} {} senza un legame", of(n, "nominato", "nominati")),
    the_rest_as_table: |n| format!("Gli altri {n} come tabella"),
    node_words: |name, kind, n| format!("{name}, {kind}, {n} {}", of(n, "legame", "legami")),
    shown_of: |n, all| format!("{n} legami su {all}"),
    rows_of: |n, all| format!("{n} affermazioni confrontate su {all}"),
    sources_at_least: |n| format!("{n} o più fonti indipendenti"),
    foot: |n, languages| {
        format!(
            "{n} {} ({languages}). Letti e confrontati in questo browser; niente viene inviato.",
            of(n, "articolo", "articoli")
        )
    },
    manners: ["certo", "probabile", "possibile", "negato"],
    kinds: ["persona", "organizzazione", "luogo", "gruppo"],
    languages: &[
        ("en", "inglese"),
        ("it", "italiano"),
        ("fr", "francese"),
        ("ar", "arabo"),
        ("ru", "russo"),
    ],
    seas: &[
        ("Mar Mediterraneo", 34.6, 19.5),
        ("Mar Nero", 43.3, 34.3),
        ("Mar Baltico", 57.6, 19.4),
        ("Mar Rosso", 23.5, 36.5),
        ("Mare Adriatico", 42.9, 15.6),
        ("Mar Caspio", 42.2, 50.4),
    ],
    relations: ["concordano", "differiscono", "si contraddicono", "uno solo"],
    errs_measured: |wrong, cases| {
        format!(
            "Nei testi controllati a mano, circa {wrong} su 100 dei suoi legami erano sbagliati ({cases} casi)."
        )
    },
    errs_unmeasured: "Sbaglia; quanto spesso non è ancora stato misurato, perciò leggi la frase dietro un segno prima di farci affidamento.",
    map_keys: "Le frecce portano da un segno all’altro, Pagina su e Pagina giù li passano tutti, Invio apre un segno, Maiuscole e Invio le vie fin lì da quello aperto, Esc lo chiude, più e meno ingrandiscono e riducono, 0 mostra tutto. Gli stessi legami stanno nella tabella.",
};

fn later() -> &'static Later {
    &LATER
}

/// What is said in later views.
static LATER: Later = Later {
    close: "Chiudi",
    find_label: "Cerca persone, luoghi, articoli e affermazioni",
    find_hint: "Cerca … (Ctrl K)",
    nothing_found: "Niente ha un nome o una parola simile.",
    an_article: "articolo",
    look_around: "Guarda attorno",
    one_step: "1 passo",
    two_steps: "2 passi",
    two_steps_away: "A due passi",
    ways_to: "Vie fino a",
    ways_between: "Vie tra due",
    back_to: "Torna a",
    settling: "La rete si sta disponendo",
    stop: "Ferma",
    no_picture: "Al posto dell’immagine c’è la tabella: scegli prima una disposizione.",
    picture_svg: "Questa vista: disegno (SVG)",
    picture_png: "Questa vista: immagine (PNG)",
    picture_png_2: "Questa vista: immagine, due volte più nitida (PNG)",
    picture_projector: "Questa vista: immagine per il proiettore (PNG, 1920 × 1080)",
    print_picture: "Stampa questa vista",
    picture_note: "Ciò che vedi, con legenda, fonti e data.",
    nothing_selected: "Che cosa gli articoli mettono in rapporto",
    begin_here: "Da dove cominciare",
    who: "Chi",
    does_what: "fa che cosa",
    with_whom: "con chi",
    also_between: "Anche fra i due",
    own_words: "Con parole loro",
    my_note: "La mia nota",
    read_in_place: "Leggi nel testo",
    at_publisher: "Dall’editore",
    why_this: "Perché?",
    rule: "Regola",
    rule_unmeasured: "Non ancora controllata.",
    rule_right: |right, fired| format!("Giusta in {right} casi controllati su {fired}."),
    its_words: "Si fonda su",
    no_connection: "È nominato, ma il programma non ha trovato affermazioni che lo leghino a un altro nome.",
    where_named: "Dove è nominato",
    rows_about_it: "Le affermazioni che ne parlano, a confronto",
    also_written: "Scritto anche",
    why_one: "Perché questi nomi sono uno solo",
    merged: "Uno solo:",
    kept_apart: "Tenuti distinti:",
    the_author: "l’autore",
    unnamed: "una fonte senza nome",
    hearsay: "voci",
    citing: ", che cita ",
    compare_title: "Che cosa hanno in comune, e che cosa dice uno solo",
    evidence_sheet: "Foglio delle prove.",
    signs_key: "Segni: = concordano, ≈ differiscono in un dettaglio, ≠ si contraddicono, cerchio vuoto: un solo articolo; tacere non è negare. I segni li ha fatti un programma e possono essere sbagliati.",
    show: "Mostra",
    a_word: "una parola",
    with_words: "Con le parole",
    only_mine: "Solo le mie",
    print_sheet: "Stampa come foglio delle prove",
    no_rows: "Nessuna affermazione passa questi filtri.",
    other_topics: "Altro",
    one_article_alone: "In un solo articolo",
    claims_by_article: "Le affermazioni, articolo per articolo",
    statement: "Affermazione",
    mine: "Mio",
    suggested: "proposto: accostamento debole",
    why_together: "Perché insieme?",
    my_view: "Il mio parere",
    my_view_of: "Il mio parere su:",
    note: "Nota",
    note_on: "Nota su:",
    pin: "Fissa",
    put_into: "Metti in …",
    source_changed: "La fonte è cambiata",
    source_changed_note: "Queste righe non ci sono più negli articoli come sono ora. Le tue note sono conservate.",
    delete: "Elimina",
    my_comparisons: "I miei confronti",
    all_rows: "Tutte le affermazioni",
    new_comparison: "Nuovo confronto",
    create: "Crea",
    create_note: "Comincia con le righe che hai fissato.",
    delete_set: "Eliminare questo confronto? Note e pareri sulle sue righe restano.",
    frame_title: "Come ciascuno la presenta",
    frame_note: "Affermazioni contate, niente è pesato.",
    speaks_of: "Di che cosa parla",
    how_sure: "Quanto è sicuro",
    whose_voice: "Di chi si sente la voce",
    how_it_judges: "Parole con cui giudica",
    no_topics: "Nessun tema riconosciuto.",
    nobody_quoted: "Nessuno è citato.",
    quoted: "Citati:",
    told: "Riferiti:",
    unnamed_sources: "Senza nome:",
    article_key: "Sottolineato: chi è nominato. Tratteggiato: le parole che mostrano chi lo dice e con quanta certezza. Sfumato: ciò che dice anche un altro articolo; blu allo stesso modo, ambra altrimenti, viola il contrario. I segni a margine portano al confronto.",
    no_such_article: "Qui non c’è un articolo così.",
    only_here: "solo qui",
    lesson_failed: "Non è stato possibile caricare la lezione.",
    copy_note: "Un solo file che si apre con un doppio clic, senza rete, con tutto dentro.",
    copy_coming: "Sto preparando il file …",
    copy_made: "Il file è salvato: crossread-copy.html.",
    copy_failed: "Non è stato possibile preparare il file: serve crossread.html dal server di questa pagina. Riprova con la rete.",
    embed_title: "Incorpora questa vista",
    embed_note: "Questo codice mostra la vista attuale, con i suoi filtri, in qualsiasi pagina web; le note restano a chi legge. Non serve altro e non viene interpellato nessun altro server.",
    embed_code: "Come elemento, alto quanto ciò che mostra",
    embed_frame: "Come semplice riquadro",
    embed_preview: "Come apparirà",
    embed_onward: "Continua sulla pagina intera",
    bring_title: "I tuoi articoli",
    bring_promise: "Sono letti qui, nel tuo browser, come quelli che stavano già nella pagina. Nulla esce da questa pagina.",
    bring_formats: "Testo semplice, Markdown, pagine web salvate (HTML), Word (.docx), PDF con testo, JSON di crossread, e cartelle o archivi zip di questi.",
    paste_label: "Incolla il testo di un articolo",
    paste_add: "Aggiungi questo testo",
    pasted: "incollato.txt",
    choose_files: "Scegli file …",
    choose_folder: "Scegli una cartella …",
    or_drop: "o trascina qui file o una cartella",
    not_read: "Che cosa non si è potuto leggere",
    own_title: "Che cosa hai portato",
    own_in_memory: "Questo browser non lascia conservare nulla alla pagina: i tuoi articoli restano finché non chiudi questa scheda. Salvali in un file.",
    own_full: "In questo browser non c’è più posto: ciò che hai portato per ultimo resta finché non chiudi questa scheda. Salva i tuoi articoli in un file.",
    beside: "Accanto agli articoli di questa pagina",
    alone_own: "Da soli",
    edit: "Modifica",
    remove: "Togli",
    remove_all: "Togli tutti",
    undo: "Annulla",
    save: "Salva",
    save_own: "Salvali in un file",
    interrupt: "Interrompi",
    progress: "Avanzamento",
    outlet: "Testata",
    title_label: "Titolo",
    date_label: "Data",
    date_hint: "2025-05-08, 2025-05 o 2025",
    url_label: "Indirizzo",
    text_label: "Testo",
    language_unknown: "lingua non riconosciuta: sceglila",
    not_analysed: "non analizzato",
    analyse_rest: "Analizza il resto",
    engine_failed: "L’analisi non si è potuta caricare o si è interrotta. Ciò che hai portato è ancora qui; ricarica la pagina.",
    take_away: "Porta via",
    take_note: "Tutto, qualunque sia il filtro.",
    work_title: "Salva o apri il mio lavoro",
    save_file: "Salva il mio lavoro in un file",
    open_file: "Apri un file",
    file_saved: "Il file è salvato.",
    file_not_saved: "Il browser ha rifiutato di salvare il file.",
    file_too_large: "Questo file supera i 5 MB o non si può leggere. Niente è cambiato.",
    file_unreadable: "Questo non è un file di crossread. Niente è cambiato.",
    file_newer: "Questo file l’ha scritto un crossread più recente. Niente è cambiato.",
    storage_blocked: "Questo browser non lascia conservare niente alla pagina. Le tue note durano finché non chiudi questa scheda; salvale in un file.",
    set_aside_unreadable: "Parte del lavoro salvato non si può leggere ed è stata messa da parte, intatta:",
    set_aside_newer: "Parte del lavoro salvato è di un crossread più recente ed è stata messa da parte, intatta:",
    note_kept: "Conservata in questo browser; niente viene inviato.",
    note_in_memory: "Conservata finché non chiudi questa scheda.",
    means_agree: "Due articoli affermano lo stesso fatto. Che lo dicano entrambi non lo rende vero.",
    means_differ: "Parlano dello stesso fatto, ma con un’altra persona, un altro luogo, un’altra data, un altro numero o un altro grado di certezza. La differenza è nominata e segnata in entrambi.",
    means_contradict: "Uno afferma ciò che l’altro nega, o le due cose non possono stare insieme.",
    means_silent: "Lo dice un solo articolo. Gli altri tacciono, e tacere non è negare.",
    how_method_title: "Che cosa fa il programma",
    how_words_title: "Che cosa vogliono dire le parole",
    how_languages_title: "Lingue",
    how_languages: "Ogni lingua ha una cartella di liste di parole e di regole. Questi passi sono abbastanza buoni da essere mostrati:",
    how_quality_title: "Quanto spesso sbaglia",
    how_quality: "Misurato su testi annotati per i quali le regole non sono state scritte. Precisione: la parte dei segni che è giusta. Richiamo: la parte di ciò che c’è che viene trovata.",
    how_limits_title: "Che cosa non sa fare",
    how_borders_title: "Confini",
    how_sources_title: "Fonti e licenze",
    how_mend_title: "Se un segno è sbagliato",
    how_keys_title: "Tasti",
    how_notes_title: "Osservazioni su questi articoli",
    stages: "Passi",
    redo: "Ripeti",
    undone: "Annullato.",
    redone: "Ripetuto.",
    tags: "Etichette",
    tags_hint: "visita, chiedere",
    any_tag: "Qualsiasi etichetta",
    pinned: "In evidenza",
    accept: "Vanno insieme",
    split_off: "Non è lo stesso fatto",
    join: "Unisci a un’altra riga …",
    cancel: "Annulla scelta",
    mend_claim: "Correggi",
    holder_is: "Chi lo dice",
    no_statement: "Questa non è un’affermazione",
    restore: "Come dice il programma",
    marked_wrong: "Tolte da te",
    marked_wrong_note: "Le hai segnate come non affermazioni. Non contano né qui né sulla mappa.",
    aligned_by_you: "Hai deciso tu con che cosa sta.",
    mend_entity: "Correggi",
    same_as: "È la stessa cosa di",
    choose: "Scegli …",
    other_forms: "Questi nomi indicano altri o altro",
    split_forms: "Separali",
    search_notes: "Cerca nelle mie note",
    nothing_noted: "Niente di tuo contiene queste parole.",
    program_says: |what| format!("Corretto da te. Il programma dice: {what}."),
    join_which: |row| format!("Scegli la riga che parla dello stesso fatto di: {row}"),
    join_here: |row| format!("Unisci a: {row}"),
    went_into: |name| format!("Hai unito {name} a questo nome."),
    came_from: |name| format!("L’hai separato da {name}."),
    one_against_one: "L’uno contro l’altro",
    pair_note: "Le parole segnate parlano dello stesso fatto dell’altro articolo: blu allo stesso modo, ambra diversamente, viola al contrario. Scegline una per vedere la corrispondente.",
    pair_lines: "Affermazioni sullo stesso fatto",
    coverage_title: "Quali temi ha ciascuno",
    jump_to: |name| format!("Lo stesso fatto in {name}"),
    share_link: "Crea un link con le mie note",
    share_note: "Mostra questa vista e le tue note, i giudizi e le correzioni. Chi ha il link li ha; nulla viene inviato.",
    copy: "Copia",
    copied: "Il link è copiato.",
    link_cannot: "Questo browser non può creare un link così. Salva il tuo lavoro in un file.",
    link_broken: "Le note in questo link non si leggono. Forse il link è stato tagliato.",
    link_nothing_new: "Tutte le note in questo link le hai già.",
    link_add: "Aggiungile alle mie",
    link_leave: "Lascia stare",
    a_class: "Una classe",
    my_name: "Il mio nome",
    hand_in: "Consegna",
    drop_files: "Per chi insegna: scegli i file consegnati, o trascinali qui",
    clear_laptop: "Svuota questo portatile per chi viene dopo",
    clear_note: "Toglie tutte le note e i giudizi da questo browser.",
    clear_question: "Togliere da questo browser tutte le note, i giudizi e le correzioni? Ciò che non è consegnato o salvato in un file va perso.",
    cleared: "Questo browser non contiene più nulla.",
    link_too_long: |kb| {
        format!("Le tue note fanno un link di {kb} kB; oltre 8 kB non è sicuro. Mandale come file.")
    },
    link_brings: |new, other| {
        format!(
            "Questo link porta le note di qualcuno: {new} dove tu non ne hai, {other} accanto alle tue. Nulla di tuo viene sovrascritto; le note stanno una sotto l’altra."
        )
    },
    handed_in: |file| format!("Salvato: {file}"),
    class_of: |files, rows| {
        format!("{files} consegne; {rows} affermazioni giudicate, prima quelle con più disaccordo")
    },
    story: "Un percorso tra gli articoli",
    previous: "Indietro",
    next: "Avanti",
    end_story: "Fine",
    record_step: "Tieni questa vista come passo",
    record_note: "I tuoi passi fanno un percorso tuo, al posto di quello che accompagna gli articoli.",
    save_story: "Salva i passi in un file",
    earlier: "Prima",
    later: "Dopo",
    walk_through: |n| format!("Percorri, in {} passi", word(n)),
    step_of: |n, all| {
        if n == all {
            format!("Passo {n}")
        } else {
            format!("Passo {n} di {all}")
        }
    },
    neighbours: |n| format!("{n} {}", of(n, "vicino", "vicini")),
    ways_found: |n, more| match n {
        0 => "Ciò che è mostrato non collega i due.".to_owned(),
        _ => format!(
            "{}{n} {}, a partire dalla più breve.",
            if more { "Le prime " } else { "" },
            of(n, "via", "vie")
        ),
    },
    steps: |n| format!("{n} {}", of(n, "passo", "passi")),
    picture_made: |date, address| {
        format!("Fatto da un programma (crossread) che sbaglia, {date}. {address}")
    },
    map_summary: |edges, marks, alone| match edges {
        0 => "Il programma non ha trovato affermazioni che leghino due nomi.".to_owned(),
        _ => format!(
            "{edges} {} fra {marks} persone, enti e luoghi; altri {alone} sono nominati senza. Scegli un segno o una linea per vedere le frasi che ci stanno dietro.",
            of(edges, "legame", "legami")
        ),
    },
    articles_say: |n, all, manner| {
        let manner = manner
            .map(|manner| format!(", come {manner}"))
            .unwrap_or_default();
        match n {
            0 => "Nessun articolo lo dice.".to_owned(),
            1 => format!(
                "Lo dice un articolo su {}{manner}.",
                if all == 1 {
                    "uno".to_owned()
                } else {
                    word(all)
                }
            ),
            _ => format!("Lo dicono {} articoli su {}{manner}.", word(n), word(all)),
        }
    },
    shared_agency: |n, sources| {
        format!(
            "{n} articoli, {sources} {}: gli articoli di una stessa agenzia contano una volta.",
            of(sources, "fonte indipendente", "fonti indipendenti")
        )
    },
    named_times: |n| format!("{n} {}", of(n, "volta", "volte")),
    found: |n| format!("{n} {}", of(n, "trovato", "trovati")),
    in_common: |n| format!("{n} in comune:"),
    count_relation: |n, relation| {
        let n = if n == 0 {
            "nessuna".to_owned()
        } else {
            n.to_string()
        };
        let one = n == "1" || n == "nessuna";
        match (relation, one) {
            (Relation::Corroborates, true) => format!("{n} concorda"),
            (Relation::Corroborates, false) => format!("{n} concordano"),
            (Relation::DiffersInDetail, true) => format!("{n} differisce in un dettaglio"),
            (Relation::DiffersInDetail, false) => format!("{n} differiscono in un dettaglio"),
            (Relation::Contradicts, true) => format!("{n} si contraddice"),
            (Relation::Contradicts, false) => format!("{n} si contraddicono"),
            (Relation::OnlyHere, _) => format!("{n} in uno solo"),
        }
    },
    alone_in: |list| {
        let parts: Vec<String> = list
            .iter()
            .enumerate()
            .map(|(i, (n, name))| match i {
                0 => format!(
                    "{n} {} solo in {name}",
                    of(*n, "affermazione sta", "affermazioni stanno")
                ),
                _ => format!("{n} solo in {name}"),
            })
            .collect();
        format!("{}.", parts.join(", "))
    },
    alone: |name| format!("solo {name}"),
    rows_in_common: |n| format!("{n} in comune"),
    silent_not_denied: |n| format!("{n}. Tacere non è negare."),
    show_the_other: |n| format!("Mostra {} {n}", of(n, "l’altra", "le altre")),
    statements: |n| format!("{n} {}", of(n, "affermazione", "affermazioni")),
    in_common_share: |n| format!("Hanno in comune il {n} % di ciò che dicono."),
    times: |name, n| {
        if n == 1 {
            name.to_owned()
        } else {
            format!("{name} ({n})")
        }
    },
    by_way_of: |agency| format!(", da {agency}"),
    digest_of: |title| {
        format!(
            "Un sunto con parole nostre di: {title}. Dell’articolo è solo ciò che sta tra virgolette."
        )
    },
    work_kept: |n| {
        format!(
            "{n} tra note, pareri e confronti tuoi {} in questo browser e in nessun altro posto. Salvali in un file per portarli con te e apri il file su un altro computer: i due lavori si uniscono, niente va perso.",
            of(n, "è conservato", "sono conservati")
        )
    },
    storage_full: |n| {
        format!(
            "In questo browser non c’è più posto: {n} {} solo finché non chiudi questa scheda. Salva il lavoro in un file.",
            of(n, "modifica è conservata", "modifiche sono conservate")
        )
    },
    file_opened: |taken, all, left| {
        let mut out = format!(
            "{all} {} nel file, {taken} {}; il resto l’avevi già.",
            of(all, "voce", "voci"),
            of(taken, "presa", "prese")
        );
        if left > 0 {
            out.push_str(&format!(
                " {left} {} leggere.",
                of(left, "non si è potuta", "non si sono potute")
            ));
        }
        out
    },
    own_kept: |n, size| match n {
        0 => "Ancora nulla. Ciò che porti è conservato in questo browser e in nessun altro luogo."
            .to_owned(),
        _ => format!(
            "{n} {}, {size}, in questo browser e in nessun altro luogo.",
            of(n, "articolo", "articoli")
        ),
    },
    removed: |n| format!("{n} {}.", of(n, "articolo tolto", "articoli tolti")),
    corpus_from: |address| format!("Questi articoli vengono da {address}"),
    corpus_failed: |why| {
        format!(
            "Gli articoli richiesti non si sono potuti caricare; vedi quelli che stavano già nella pagina. {why}"
        )
    },
    of_all: |done, all| format!(": {done} di {all}"),
    time_left: |seconds| match seconds {
        0..=90 => format!(", ancora {seconds} secondi circa"),
        _ => format!(", ancora {} minuti circa", seconds.div_ceil(60)),
    },
    tasks: [
        "Lettura dei file",
        "Analisi degli articoli",
        "Caricamento degli articoli",
        "Scrittura del file",
    ],
    formats: [
        "Legami (CSV)",
        "Affermazioni (CSV)",
        "Confronto (CSV)",
        "Rete (GEXF, per Gephi)",
        "Rete (GraphML)",
        "Mappa (GeoJSON)",
        "Segni (Web Annotations)",
        "FollowTheMoney",
        "Affermazioni (schema.org)",
        "Resoconto (Markdown)",
        "Resoconto da stampare (HTML)",
        "Tutto (JSON di crossread)",
    ],
    relation_titles: [
        "Concordano.",
        "Differiscono in un dettaglio.",
        "Si contraddicono.",
        "Un solo articolo.",
    ],
    relation_notes: [
        "Un altro articolo dice lo stesso.",
        "Un altro articolo lo dice diversamente:",
        "Un altro articolo dice il contrario.",
        "Nessun altro articolo ne dice qualcosa; tacere non è negare.",
    ],
    relation_notes_bare: [
        "Lo dice più di un articolo.",
        "Gli articoli lo dicono diversamente.",
        "Un articolo lo dice, un altro lo nega.",
        "Nessun altro articolo lo dice; tacere non è negare.",
    ],
    topics: [
        "Cooperazione militare",
        "Armi",
        "Addestramento",
        "Diplomazia",
        "Economia, energia",
        "Ricostruzione",
        "Stabilità",
        "Antiterrorismo",
        "Influenza occidentale",
        "Sanzioni",
        "Basi",
        "Visita e colloqui",
        "Elezioni, politica",
        "Aiuti umanitari",
    ],
    aspects: [
        "chi",
        "dove",
        "quando",
        "quanti",
        "con quanta certezza",
        "chi lo dice",
        "su che cosa",
        "se davvero",
    ],
    verdicts: ["D’accordo", "Ne dubito", "Non è chiaro"],
    rules: [
        (
            "capitals",
            "È scritto con le maiuscole dove una parola comune non lo sarebbe.",
        ),
        (
            "institution",
            "La sua parola principale nomina un tipo di ente.",
        ),
        (
            "institution-noun",
            "Un nome di ente rimanda a uno nominato prima.",
        ),
        ("institution-of", "Un ente «di» qualcuno o di qualcosa."),
        (
            "institution-of-country",
            "Un ente e il suo paese, messi insieme.",
        ),
        (
            "media-noun",
            "Accanto sta una parola per giornale, agenzia o canale.",
        ),
        ("place-noun", "Accanto sta una parola per luogo."),
        ("people", "Il nome di un popolo sta per il suo paese."),
        (
            "first-name-of-family",
            "Il nome proprio di chi è stato nominato per intero prima.",
        ),
        ("post", "Il nome di una carica rimanda a chi la tiene."),
        (
            "role",
            "Una parola di ruolo rimanda a qualcuno nominato prima.",
        ),
        ("hearsay", "Si dice che si dica, senza una fonte."),
        (
            "not-said",
            "Le parole tra virgolette sono un nome o prese a distanza, non un discorso.",
        ),
        ("known-name", "Il nome sta nella tabella dei nomi."),
        ("title-name", "Davanti al nome sta un titolo o una carica."),
        ("first-name", "Comincia con un nome proprio conosciuto."),
        (
            "part-of-name",
            "È una parte di un nome che l’articolo dà intero altrove.",
        ),
        (
            "abbreviation-defined",
            "L’articolo stesso dice per che cosa stanno le lettere.",
        ),
        ("speech-verb", "Un verbo di dire sta con chi parla."),
        (
            "speech-verb-inverted",
            "Un verbo di dire sta prima di chi parla.",
        ),
        ("according-to", "«Secondo» nomina la fonte."),
        ("evidence", "Lo mostra una cosa; lo conclude l'autore."),
        (
            "quotation-marks",
            "Le parole stanno fra virgolette e qualcuno le dice.",
        ),
        ("quotation", "Le parole stanno fra virgolette."),
        (
            "before-colon",
            "Parla l'unica persona nominata prima dei due punti.",
        ),
        (
            "speaker-of-sentence-before",
            "Continua chi parla nella frase precedente.",
        ),
        (
            "continued-speech",
            "Il discorso continua dalla frase precedente.",
        ),
        ("sentence", "L’affermazione è l’intera frase."),
        (
            "lead-in",
            "L’elenco o la tabella sta sotto una frase che la introduce.",
        ),
        (
            "event-verb",
            "Un verbo della lista unisce i due nomi come chi fa e a chi.",
        ),
        ("event-noun", "Un sostantivo della lista unisce i due nomi."),
        (
            "event-adjective",
            "Un aggettivo e un sostantivo della lista uniscono i due nomi.",
        ),
        (
            "met-abroad",
            "Chi incontra qualcuno nella capitale altrui la visita.",
        ),
        (
            "praise-or-thanks",
            "Parole di elogio o di ringraziamento vanno dall’uno all’altro.",
        ),
        ("post-of-country", "La carica è tenuta per il paese."),
        ("member-of-beside", "L’ente sta accanto al nome."),
        (
            "name-apposition",
            "Il nome sta accanto a come l’articolo lo chiama.",
        ),
    ],
    reasons: [
        ("joined-by-reader", "uniti da te"),
        ("same-actors", "gli stessi attori"),
        ("same-event", "lo stesso tipo di evento"),
        ("same-topic", "lo stesso tema"),
        ("same-number", "lo stesso numero"),
        ("same-date", "la stessa data"),
        ("same-place", "lo stesso luogo"),
        ("same-matter", "la stessa materia"),
        ("same-countries", "gli stessi paesi"),
        ("same-words", "le stesse parole"),
    ],
    means_manner: [
        "Detto come un fatto, o come parola di qualcuno senza riserve.",
        "«Probabilmente», «sembra», «ci si attende».",
        "«Può», «potrebbe», «secondo gli analisti».",
        "L’articolo dice che non è così, o cita chi lo dice.",
    ],
    repeated: [
        "L’analisi che vedi è stata fatta quando la pagina è stata costruita. Il tuo browser non l’ha ancora ripetuta.",
        "Il tuo browser sta ripetendo l’analisi …",
        "Il tuo browser ha ripetuto l’analisi dai testi degli articoli, con lo stesso programma in WebAssembly, e ha ottenuto esattamente gli stessi segni.",
        "Il tuo browser ha ripetuto l’analisi e ha ottenuto segni diversi da quelli della pagina: i file della pagina sono di versioni diverse. Ricarica la pagina.",
        "Il tuo browser non ha potuto ripetere l’analisi. Quello che vedi è stato fatto quando la pagina è stata costruita.",
    ],
    repeat_now: "Ripetila ora",
    how_method: [
        "Gli articoli e la loro analisi stanno dentro la pagina. Un programma (in Rust) li legge: li divide in frasi, trova i nomi e ciò che vi si riferisce, le citazioni con chi parla, le affermazioni con chi le fa e con quanta certezza, e i legami fra due nomi che una frase afferma. Due nomi in una frase non sono, da soli, un legame.",
        "I nomi di una stessa persona o di uno stesso ente sono uniti da una lingua e da una scrittura all’altra. Le affermazioni di articoli diversi che parlano dello stesso fatto sono messe una accanto all’altra: stessi attori, stesso tipo di evento, stesso tema, numeri, date.",
        "Lavora con liste di parole e con regole, non con un modello linguistico. Gli stessi articoli danno sempre gli stessi segni, e ogni segno sa dire quale regola lo ha fatto: «Perché?». Niente di ciò che fai qui esce dal tuo browser.",
    ],
    how_words: [
        "Contraddirsi è più che differire: «1.500 uomini» e «qualche centinaio» differiscono in un numero; «non c’è una base» e «c’è una base» si contraddicono. Un’affermazione solo riferita («A dice che B ha detto») non è per questo dell’articolo: accanto a ognuna sta chi la fa, e «fonti senza nome dicono» contro «il ministero smentisce» è, prima che una contraddizione, una questione di chi parla.",
        "Quanto è certo lo dicono le parole, non il programma:",
    ],
    how_limits: [
        "Prende gli articoli in parola. Non sa che cosa è vero, chi ha ragione o che cosa hanno taciuto tutti.",
        "L’ironia, le allusioni, ciò che sta fra le righe, le immagini e i titoli senza verbo gli sfuggono. Sbaglia soprattutto nelle frasi lunghe con più voci.",
        "Sono confrontati solo questi articoli. Un legame che qui manca può benissimo stare altrove.",
    ],
    how_borders: [
        "La mappa fa da sfondo per orientarsi, non dice a chi appartiene un territorio. I confini che non tutti accettano sono tratteggiati. Un segno senza una città dichiarata sta nel suo paese, con un cerchio punteggiato; ciò che non ha un luogo sta sotto la mappa.",
    ],
    how_mend: [
        "Qui sono nominate persone reali. Prima di citare un segno, leggi la frase che gli sta dietro: la prova è la frase, non il segno.",
        "Metti in dubbio una riga del confronto e annota perché: resta a te. Per far correggere un segno per tutti, dillo a chi pubblica questa pagina: indica l’articolo, la frase e la regola che «Perché?» mostra. Una regola sbagliata si corregge una volta per tutti i testi, e il caso diventa una prova.",
    ],
    sources: [
        "Coste e confini: Natural Earth 1:50m, pubblico dominio, con i confini contesi segnati.",
        "Luoghi: GeoNames, CC BY 4.0. Nomi dei paesi: Unicode CLDR, licenza Unicode.",
        "Nomi di persone, enti e cariche: raccolti a mano da ciò che è pubblico; le cariche dopo la metà del 2025 sono le meno sicure.",
        "Il programma: crossread, MIT o Apache 2.0. Di che cosa è fatto sta, con le licenze, in NOTICES.txt accanto a questa pagina.",
    ],
    keys: [
        ("Tab", "alla mappa, poi fuori"),
        ("← → ↑ ↓", "da un segno all’altro"),
        ("Invio", "apre un segno"),
        ("Esc", "lo chiude"),
        ("Home, Fine", "primo e ultimo segno"),
        ("+ − 0", "più vicino, più lontano, tutto"),
        ("Ctrl K, /", "cerca, in ogni vista"),
    ],
    quality_columns: ["Passo", "Lingua", "Misura", "Valore", "Casi"],
};
