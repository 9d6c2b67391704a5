//! English.

use super::{Later, Strings};
use crossread::vocabulary::Relation;

fn s(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// A small number as a word.
fn word(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// The strings.
pub const EN: Strings = Strings {
    code: "en",
    name: "English",
    map: "Map",
    compare: "Compare",
    articles: "Articles",
    how: "How it works",
    skip: "Skip to the content",
    views: "Views",
    colours: "Colours",
    theme_auto: "Auto",
    theme_light: "Light",
    theme_dark: "Dark",
    page_language: "Language of the page",
    whose_articles: "Whose the articles are",
    made_by_program: "A program made all marks on this page; it read the articles and says who says what, never what is true.",
    mend: "How to mend or report a mark",
    undated: "undated",
    one_moment: "One moment …",
    rest_missing: "A part of the program could not be loaded. The map works without it, and your notes are safe.",
    try_again: "Try again",
    any: "Any",
    written_in: "Written in",
    more_filters: "More filters",
    show_all: "Show all",
    time: "Time",
    time_from: "From",
    time_to: "Until",
    map_promise: "Every line opens the words it is made of, in the article that says them.",
    arrange_by: "Arrange by",
    geography: "Geography",
    network: "Network",
    two_sides: "Two sides",
    kind: "Kind",
    as_a_table: "As a table",
    source: "Source",
    said_as: "Said as",
    map_label: "Map of connections",
    zoom: "Zoom",
    zoom_in: "Nearer",
    zoom_out: "Farther",
    zoom_reset: "Show all",
    no_point: "No point on this map:",
    said_by: "Said by",
    connections: "Connections",
    silent: "silent",
    filter: "Filter",
    topic_label: "Topic",
    all_topics: "All topics",
    about: "About",
    everybody: "Everybody",
    lesson: "A lesson, two pages",
    example: "An invented example",
    projector: "Projector",
    copy_page: "Save this page with my articles and notes",
    bring: "Bring articles",
    loading: "The articles are being loaded …",
    language: "Language",
    later_words: later,
    map_title: |n, bundled| {
        if !bundled {
            format!(
                "Who is connected, as {} article{} tell{} it",
                word(n),
                s(n),
                if n == 1 { "s" } else { "" }
            )
        } else if n == 1 {
            "Libya and Russia, as one article tells it".to_owned()
        } else {
            format!("Libya and Russia, as {} articles tell it", word(n))
        }
    },
    all_connections: |n| format!("All connections ({n})"),
    labels_hidden: |n| format!("{n} label{} hidden", s(n)),
    more_rows: |n| format!("Show {n} more"),
    without_connection: |n| format!("{n} named without a connection"),
    the_rest_as_table: |n| format!("The other {n} as a table"),
    node_words: |name, kind, n| format!("{name}, {kind}, {n} connection{}", s(n)),
    shown_of: |n, all| format!("{n} of {all} connections shown"),
    rows_of: |n, all| format!("{n} of {all} compared statements shown"),
    sources_at_least: |n| format!("{n} or more independent sources"),
    foot: |n, languages| {
        format!(
            "{n} article{} ({languages}). Read and compared in this browser; nothing is sent anywhere.",
            s(n)
        )
    },
    manners: ["certain", "probable", "possible", "denied"],
    kinds: ["person", "organization", "place", "group"],
    languages: &[
        ("en", "English"),
        ("it", "Italian"),
        ("fr", "French"),
        ("ar", "Arabic"),
        ("ru", "Russian"),
    ],
    seas: &[
        ("Mediterranean Sea", 34.6, 19.5),
        ("Black Sea", 43.3, 34.3),
        ("Baltic Sea", 57.6, 19.4),
        ("Red Sea", 23.5, 36.5),
        ("Adriatic Sea", 42.9, 15.6),
        ("Caspian Sea", 42.2, 50.4),
    ],
    relations: ["agree", "differ", "contradict", "one alone"],
    errs_measured: |wrong, cases| {
        format!(
            "On texts that were checked by hand, about {wrong} in 100 of its connections were wrong ({cases} cases)."
        )
    },
    errs_unmeasured: "It errs; how often has not been measured yet, so read the sentence behind a mark before you rely on it.",
    map_keys: "Arrow keys go from mark to mark, Page Up and Page Down through all of them, Enter opens a mark, Shift and Enter the ways to it from the one that is open, Escape closes it, plus and minus zoom, 0 shows all. The same connections stand in the table.",
};

fn later() -> &'static Later {
    &LATER
}

/// What is said in later views.
static LATER: Later = Later {
    close: "Close",
    find_label: "Find people, places, articles and statements",
    find_hint: "Find … (Ctrl K)",
    nothing_found: "Nothing has such a name or word.",
    an_article: "article",
    look_around: "Look around",
    one_step: "1 step",
    two_steps: "2 steps",
    two_steps_away: "Two steps away",
    ways_to: "Ways to",
    ways_between: "Ways between two",
    back_to: "Back to",
    settling: "The network is settling",
    stop: "Stop",
    no_picture: "The table stands in the picture’s place: choose an arrangement first.",
    picture_svg: "This view: drawing (SVG)",
    picture_png: "This view: picture (PNG)",
    picture_png_2: "This view: picture, twice as sharp (PNG)",
    picture_projector: "This view: picture for a projector (PNG, 1920 × 1080)",
    print_picture: "Print this view",
    picture_note: "What you see, with its key, sources and date.",
    nothing_selected: "What the articles connect",
    begin_here: "Where to begin",
    who: "Who",
    does_what: "does what",
    with_whom: "with whom",
    also_between: "Also between the two",
    own_words: "In their own words",
    my_note: "My note",
    read_in_place: "Read in place",
    at_publisher: "At the publisher’s",
    why_this: "Why this?",
    rule: "Rule",
    rule_unmeasured: "Not checked yet.",
    rule_right: |right, fired| format!("Right in {right} of {fired} checked cases."),
    its_words: "It rests on",
    no_connection: "Named, but the program found no statement that connects it with another name.",
    where_named: "Where it is named",
    rows_about_it: "Statements about it, compared",
    also_written: "Also written",
    why_one: "Why these names are one",
    merged: "One:",
    kept_apart: "Kept apart:",
    the_author: "the author",
    unnamed: "an unnamed source",
    hearsay: "hearsay",
    citing: ", citing ",
    compare_title: "What they share, and what only one says",
    evidence_sheet: "Evidence sheet.",
    signs_key: "Signs: = agree, ≈ differ in a detail, ≠ contradict, empty ring: one article alone; silent is not denied. The marks were made by a program and may be wrong.",
    show: "Show",
    a_word: "a word",
    with_words: "With words",
    only_mine: "Only mine",
    print_sheet: "Print as evidence sheet",
    no_rows: "No statement passes these filters.",
    other_topics: "Other",
    one_article_alone: "In one article alone",
    claims_by_article: "Statements, article by article",
    statement: "Statement",
    mine: "Mine",
    suggested: "suggested: a weak match",
    why_together: "Why together?",
    my_view: "My view",
    my_view_of: "My view of:",
    note: "Note",
    note_on: "Note on:",
    pin: "Pin",
    put_into: "Put into …",
    source_changed: "The source changed",
    source_changed_note: "These rows are not in the articles as they are now. Your notes on them are kept.",
    delete: "Delete",
    my_comparisons: "My comparisons",
    all_rows: "All statements",
    new_comparison: "New comparison",
    create: "Create",
    create_note: "It begins with the rows you have pinned.",
    delete_set: "Delete this comparison? Notes and verdicts on its rows stay.",
    frame_title: "How each one frames it",
    frame_note: "Counts of statements, nothing weighed.",
    speaks_of: "What it speaks of",
    how_sure: "How sure it is",
    whose_voice: "Whose voice is heard",
    how_it_judges: "Words by which it judges",
    no_topics: "No topic was recognised.",
    nobody_quoted: "Nobody is quoted.",
    quoted: "Quoted:",
    told: "Told:",
    unnamed_sources: "Unnamed:",
    article_key: "Underlined: who is named. Dashed: words that show who says it and how sure. Tinted: what another article says too; blue alike, amber otherwise, purple against it. The signs in the margin lead to the comparison.",
    no_such_article: "There is no such article here.",
    only_here: "only here",
    lesson_failed: "The lesson could not be loaded.",
    copy_note: "One file that opens by double click, without a network, with everything in it.",
    copy_coming: "The file is being made …",
    copy_made: "The file is saved: crossread-copy.html.",
    copy_failed: "The file could not be made: it needs crossread.html from this page’s host. Try again with a network.",
    embed_title: "Embed this view",
    embed_note: "This code shows the view of now, with its filters, in any web page; the reader’s own notes stay with the reader. It needs nothing else and asks no other host.",
    embed_code: "As an element that is as high as what it shows",
    embed_frame: "As a plain frame",
    embed_preview: "How it will look",
    embed_onward: "Continue on the full page",
    bring_title: "Your own articles",
    bring_promise: "They are read here, in your browser, as those that came with the page were. Nothing leaves this page.",
    bring_formats: "Plain text, Markdown, saved web pages (HTML), Word (.docx), PDF with text, JSON of crossread, and folders or zip archives of these.",
    paste_label: "Paste an article’s text",
    paste_add: "Add this text",
    pasted: "pasted.txt",
    choose_files: "Choose files …",
    choose_folder: "Choose a folder …",
    or_drop: "or drop files or a folder here",
    not_read: "What could not be read",
    own_title: "What you brought",
    own_in_memory: "This browser lets the page keep nothing: your articles are here until you close this tab. Save them as a file.",
    own_full: "There is no room left in this browser: what you brought last is here until you close this tab. Save your articles as a file.",
    beside: "Beside the articles of this page",
    alone_own: "Alone",
    edit: "Edit",
    remove: "Remove",
    remove_all: "Remove all",
    undo: "Undo",
    save: "Save",
    save_own: "Save them as a file",
    interrupt: "Cancel",
    progress: "Progress",
    outlet: "Outlet",
    title_label: "Title",
    date_label: "Date",
    date_hint: "2025-05-08, 2025-05 or 2025",
    url_label: "Address",
    text_label: "Text",
    language_unknown: "language not recognised: choose it",
    not_analysed: "not analysed",
    analyse_rest: "Analyse the rest",
    engine_failed: "The analysis could not be loaded or broke off. What you brought is still here; load the page again.",
    take_away: "Take away",
    take_note: "All of it, whatever is filtered here.",
    work_title: "Save or open my work",
    save_file: "Save my work as a file",
    open_file: "Open a file",
    file_saved: "The file is saved.",
    file_not_saved: "The browser refused to save the file.",
    file_too_large: "This file is larger than 5 MB or cannot be read. Nothing was changed.",
    file_unreadable: "This is no file of crossread. Nothing was changed.",
    file_newer: "A later crossread wrote this file. Nothing was changed.",
    storage_blocked: "This browser does not let the page keep anything. Your notes last until you close this tab; save them as a file.",
    set_aside_unreadable: "Some saved work could not be read and was set aside, untouched:",
    set_aside_newer: "Some saved work is of a later crossread and was set aside, untouched:",
    note_kept: "Kept in this browser; nothing is sent anywhere.",
    note_in_memory: "Kept until you close this tab.",
    means_agree: "Two articles state the same fact. That both say it does not make it true.",
    means_differ: "They speak of the same fact, but another person, place, date, number or degree of certainty stands in it. The difference is named and marked in both.",
    means_contradict: "One affirms what the other denies, or both cannot hold at once.",
    means_silent: "Only one article has it. The others are silent, and silent is not denied.",
    how_method_title: "What the program does",
    how_words_title: "What the words mean",
    how_languages_title: "Languages",
    how_languages: "Each language has a folder of word lists and rules. These stages are good enough to be shown:",
    how_quality_title: "How often it errs",
    how_quality: "Measured on annotated texts that the rules were not written for. Precision: the share of marks that are right. Recall: the share of what is there that is found.",
    how_limits_title: "What it cannot do",
    how_borders_title: "Borders",
    how_sources_title: "Sources and licences",
    how_mend_title: "If a mark is wrong",
    how_keys_title: "Keys",
    how_notes_title: "Remarks on these articles",
    stages: "Stages",
    redo: "Redo",
    undone: "Undone.",
    redone: "Done again.",
    tags: "Tags",
    tags_hint: "visit, ask",
    any_tag: "Any tag",
    pinned: "Pinned",
    accept: "They belong together",
    split_off: "Not the same fact",
    join: "Join with another row …",
    cancel: "Cancel",
    mend_claim: "Mend",
    holder_is: "Who says it",
    no_statement: "This is no statement",
    restore: "As the program has it",
    marked_wrong: "Taken out by you",
    marked_wrong_note: "You marked these as no statements. They count neither here nor on the map.",
    aligned_by_you: "You decided what this stands with.",
    mend_entity: "Mend",
    same_as: "The same as",
    choose: "Choose …",
    other_forms: "These names mean somebody or something else",
    split_forms: "Split them off",
    search_notes: "Search my notes",
    nothing_noted: "Nothing of yours has these words.",
    program_says: |what| format!("Mended by you. The program says: {what}."),
    join_which: |row| format!("Choose the row that speaks of the same fact as: {row}"),
    join_here: |row| format!("Join with: {row}"),
    went_into: |name| format!("You put {name} together with it."),
    came_from: |name| format!("You split it off from {name}."),
    one_against_one: "One against the other",
    pair_note: "Marked words speak of the same fact as the other article: blue alike, amber otherwise, purple against it. Choose one to see its counterpart.",
    pair_lines: "Statements of the same fact",
    coverage_title: "Which topics each has",
    jump_to: |name| format!("The same fact in {name}"),
    share_link: "Make a link with my marks",
    share_note: "It shows this view and your notes, verdicts and corrections. Whoever has the link has them; nothing is sent anywhere.",
    copy: "Copy",
    copied: "The link is copied.",
    link_cannot: "This browser cannot make such a link. Save your work as a file.",
    link_broken: "The marks in this link cannot be read. Perhaps the link was cut.",
    link_nothing_new: "All marks in this link are yours already.",
    link_add: "Add them to mine",
    link_leave: "Leave them",
    a_class: "A class",
    my_name: "My name",
    hand_in: "Hand in",
    drop_files: "For the teacher: choose the files handed in, or drop them here",
    clear_laptop: "Clear this laptop for the next pupil",
    clear_note: "Takes all notes and verdicts out of this browser.",
    clear_question: "Take all notes, verdicts and corrections out of this browser? What is not handed in or saved as a file is lost.",
    cleared: "This browser holds no work any more.",
    link_too_long: |kb| {
        format!(
            "Your marks make a link of {kb} kB; 8 kB is the most that travels safely. Send them as a file."
        )
    },
    link_brings: |new, other| {
        format!(
            "This link brings somebody’s marks: {new} on what you have none on, {other} beside yours. Nothing of yours is overwritten; notes stand below each other."
        )
    },
    handed_in: |file| format!("Saved: {file}"),
    class_of: |files, rows| {
        format!("{files} handed in; {rows} statements judged, those with most disagreement first")
    },
    story: "A walk through the articles",
    previous: "Previous",
    next: "Next",
    end_story: "End",
    record_step: "Keep this view as a step",
    record_note: "Your steps make a walk of your own, in place of the one that comes with the articles.",
    save_story: "Save the steps as a file",
    earlier: "Earlier",
    later: "Later",
    walk_through: |n| format!("Walk through, in {} steps", word(n)),
    step_of: |n, all| {
        if n == all {
            format!("Step {n}")
        } else {
            format!("Step {n} of {all}")
        }
    },
    neighbours: |n| format!("{n} neighbour{}", s(n)),
    ways_found: |n, more| match n {
        0 => "What is shown does not connect the two.".to_owned(),
        _ => format!(
            "{}{n} way{}, the shortest first.",
            if more { "The first " } else { "" },
            s(n)
        ),
    },
    steps: |n| format!("{n} step{}", s(n)),
    picture_made: |date, address| {
        format!("Made by a program (crossread) that errs, {date}. {address}")
    },
    map_summary: |edges, marks, alone| match edges {
        0 => "The program found no statement that connects two names.".to_owned(),
        _ => format!(
            "{edges} connection{} between {marks} people, bodies and places; {alone} more are named without one. Choose a mark or a line to see the sentences behind it.",
            s(edges)
        ),
    },
    articles_say: |n, all, manner| {
        let manner = manner
            .map(|manner| format!(", as {manner}"))
            .unwrap_or_default();
        format!(
            "{} of {} article{} say{} so{manner}.",
            capital(&word(n)),
            word(all),
            s(all),
            if n == 1 { "s" } else { "" }
        )
    },
    shared_agency: |n, sources| {
        format!(
            "{n} articles, {sources} independent source{}: articles of one agency count once.",
            s(sources)
        )
    },
    named_times: |n| format!("{n} time{}", s(n)),
    found: |n| format!("{n} found"),
    in_common: |n| format!("{n} in common:"),
    count_relation: |n, relation| {
        let n = if n == 0 {
            "none".to_owned()
        } else {
            n.to_string()
        };
        match relation {
            Relation::Corroborates => format!("{n} agree"),
            Relation::DiffersInDetail => format!("{n} differ in a detail"),
            Relation::Contradicts => format!("{n} contradict"),
            Relation::OnlyHere => format!("{n} in one alone"),
        }
    },
    alone_in: |list| {
        let parts: Vec<String> = list
            .iter()
            .enumerate()
            .map(|(i, (n, name))| match i {
                0 => format!(
                    "{n} statement{} stand{} only in {name}",
                    s(*n),
                    if *n == 1 { "s" } else { "" }
                ),
                _ => format!("{n} only in {name}"),
            })
            .collect();
        format!("{}.", parts.join(", "))
    },
    alone: |name| format!("{name} alone"),
    rows_in_common: |n| format!("{n} in common"),
    silent_not_denied: |n| format!("{n}. Silent is not denied."),
    show_the_other: |n| format!("Show the other {n}"),
    statements: |n| format!("{n} statement{}", s(n)),
    in_common_share: |n| format!("{n} % of what they say is in common."),
    times: |name, n| {
        if n == 1 {
            name.to_owned()
        } else {
            format!("{name} ({n})")
        }
    },
    by_way_of: |agency| format!(", from {agency}"),
    digest_of: |title| {
        format!(
            "A digest in our own words of: {title}. Only what stands between quotation marks is the article’s."
        )
    },
    work_kept: |n| {
        format!(
            "{n} note{}, verdict{} and comparison{} of yours are kept in this browser and nowhere else. Save them as a file to take them along, and open the file on another computer: both are joined, nothing is lost.",
            s(n),
            s(n),
            s(n)
        )
    },
    storage_full: |n| {
        format!(
            "There is no room left in this browser: {n} change{} kept only until you close this tab. Save your work as a file.",
            if n == 1 { " is" } else { "s are" }
        )
    },
    file_opened: |taken, all, left| {
        let mut out = format!(
            "{all} record{} in the file, {taken} taken over; the rest you had already.",
            s(all)
        );
        if left > 0 {
            out.push_str(&format!(" {left} could not be read."));
        }
        out
    },
    own_kept: |n, size| match n {
        0 => "Nothing yet. What you bring is kept in this browser and nowhere else.".to_owned(),
        _ => format!(
            "{n} article{}, {size}, kept in this browser and nowhere else.",
            s(n)
        ),
    },
    removed: |n| format!("{n} article{} removed.", s(n)),
    corpus_from: |address| format!("These articles come from {address}"),
    corpus_failed: |why| {
        format!(
            "The articles that were asked for could not be loaded; you see those that came with the page. {why}"
        )
    },
    of_all: |done, all| format!(": {done} of {all}"),
    time_left: |seconds| match seconds {
        0..=90 => format!(", about {seconds} seconds left"),
        _ => format!(", about {} minutes left", seconds.div_ceil(60)),
    },
    tasks: [
        "Reading files",
        "Analysing articles",
        "Loading articles",
        "Writing the file",
    ],
    formats: [
        "Connections (CSV)",
        "Statements (CSV)",
        "Comparison (CSV)",
        "Network (GEXF, for Gephi)",
        "Network (GraphML)",
        "Map (GeoJSON)",
        "Marks (Web Annotations)",
        "FollowTheMoney",
        "Claims (schema.org)",
        "Report (Markdown)",
        "Report to print (HTML)",
        "All of it (JSON of crossread)",
    ],
    relation_titles: [
        "Agree.",
        "Differ in a detail.",
        "Contradict.",
        "One article alone.",
    ],
    relation_notes: [
        "Another article says the same.",
        "Another article says it otherwise:",
        "Another article says the opposite.",
        "No other article says anything of it; silent is not denied.",
    ],
    relation_notes_bare: [
        "More than one article says so.",
        "The articles say it differently.",
        "One article says so, another denies it.",
        "No other article says so; silent is not denied.",
    ],
    topics: [
        "Military cooperation",
        "Arms",
        "Training",
        "Diplomacy",
        "Economy, energy",
        "Reconstruction",
        "Stability",
        "Counter-terrorism",
        "Western influence",
        "Sanctions",
        "Bases",
        "Visit and talks",
        "Elections, politics",
        "Humanitarian",
    ],
    aspects: [
        "who",
        "where",
        "when",
        "how many",
        "how sure",
        "who says so",
        "what about",
        "whether at all",
    ],
    verdicts: ["I agree", "I doubt it", "Unclear"],
    rules: [
        (
            "capitals",
            "It is written with capitals where a common word would not be.",
        ),
        ("institution", "Its head word names a kind of body."),
        (
            "institution-noun",
            "A noun for a body refers to one that was named before.",
        ),
        ("institution-of", "A body «of» somebody or something."),
        (
            "institution-of-country",
            "A body and its country, put together.",
        ),
        (
            "media-noun",
            "A word for a newspaper, agency or channel stands beside it.",
        ),
        ("place-noun", "A word for a place stands beside it."),
        ("people", "The word for a people stands for its country."),
        (
            "first-name-of-family",
            "A first name of one who was named in full before.",
        ),
        ("post", "The title of a post refers to who holds it."),
        ("role", "A word for a role refers to somebody named before."),
        ("hearsay", "It is said that it is said, without a source."),
        (
            "not-said",
            "The words between quotation marks are a name or at a distance, not speech.",
        ),
        ("known-name", "The name stands in the table of names."),
        ("title-name", "A title or post stands before the name."),
        ("first-name", "It begins with a known first name."),
        (
            "part-of-name",
            "It is a part of a name that the article gives in full elsewhere.",
        ),
        (
            "abbreviation-defined",
            "The article itself says what the letters stand for.",
        ),
        ("speech-verb", "A verb of saying stands with its speaker."),
        (
            "speech-verb-inverted",
            "A verb of saying stands before its speaker.",
        ),
        ("according-to", "«According to» names the source."),
        ("evidence", "A thing shows it; the author concludes."),
        (
            "quotation-marks",
            "The words stand between quotation marks and somebody says them.",
        ),
        ("quotation", "The words stand between quotation marks."),
        (
            "before-colon",
            "The only person named before the colon is the speaker.",
        ),
        (
            "speaker-of-sentence-before",
            "The speaker of the sentence before goes on.",
        ),
        (
            "continued-speech",
            "The speech goes on from the sentence before.",
        ),
        ("sentence", "The whole sentence is the statement."),
        (
            "lead-in",
            "The list or table stands under a sentence that leads into it.",
        ),
        (
            "event-verb",
            "A verb of the word list joins the two names as who does it and to whom.",
        ),
        ("event-noun", "A noun of the word list joins the two names."),
        (
            "event-adjective",
            "An adjective and a noun of the word list join the two names.",
        ),
        (
            "met-abroad",
            "Who meets somebody in another’s capital visits it.",
        ),
        (
            "praise-or-thanks",
            "Words of praise or thanks go from one to the other.",
        ),
        ("post-of-country", "The post is held for the country."),
        ("member-of-beside", "The body stands beside the name."),
        (
            "name-apposition",
            "The name stands beside what the article calls it.",
        ),
    ],
    reasons: [
        ("joined-by-reader", "put together by you"),
        ("same-actors", "the same actors"),
        ("same-event", "the same kind of event"),
        ("same-topic", "the same topic"),
        ("same-number", "the same number"),
        ("same-date", "the same date"),
        ("same-place", "the same place"),
        ("same-matter", "the same matter"),
        ("same-countries", "the same countries"),
        ("same-words", "the same words"),
    ],
    means_manner: [
        "Stated as a fact, or as somebody’s plain word.",
        "«Likely», «seems», «is expected».",
        "«May», «could», «might», «analysts suggest».",
        "The article says that it is not so, or quotes somebody who says that.",
    ],
    repeated: [
        "The analysis that you see was made when the page was built. Your browser has not repeated it yet.",
        "Your browser is repeating the analysis …",
        "Your browser has repeated the analysis from the articles’ texts, with the same program as WebAssembly, and got exactly the same marks.",
        "Your browser has repeated the analysis and got other marks than those that came with the page: the page’s files are of different versions. Load the page again.",
        "Your browser could not repeat the analysis. What you see was made when the page was built.",
    ],
    repeat_now: "Repeat it now",
    how_method: [
        "The articles and their analysis come with the page. A program (Rust) reads them: it splits them into sentences, finds names and what refers to them, quotations with their speakers, statements with who says them and how surely, and connections between two names that a sentence states. Two names in one sentence are no connection by themselves.",
        "Names of one person or body are joined across languages and scripts. Statements of different articles that speak of the same fact are put side by side: same actors, same kind of event, same topic, numbers, dates.",
        "It works with word lists and rules, not with a language model. The same articles always give the same marks, and every mark can say which rule made it: «Why this?». Nothing you do here leaves your browser.",
    ],
    how_words: [
        "Contradict is more than differ: «1,500 men» and «a few hundred» differ in a number; «there is no base» and «there is a base» contradict. A statement that is only passed on («A says that B said») is not thereby the article’s own: who says it stands beside every statement, and «unnamed sources say» against «the ministry denies» is a matter of who speaks before it is a contradiction.",
        "How sure is what the words say, not what the program believes:",
    ],
    how_limits: [
        "It takes the articles at their word. It does not know what is true, who is right, or what was left out by all.",
        "Irony, allusion, what stands between the lines, pictures and headlines without a verb are beyond it. Long sentences with several speakers are where it errs most.",
        "Only these articles are compared. A line that is missing may well be drawn elsewhere.",
    ],
    how_borders: [
        "The map is a backdrop for finding one’s way, not a statement about territory. Borders that not all accept are drawn dashed. A mark without a stated city stands in its country with a dotted ring; what has no place at all stands under the map.",
    ],
    how_mend: [
        "Real people are named here. Before you quote a mark, read the sentence behind it; the sentence is the evidence, the mark is not.",
        "Doubt a row in the comparison and note why: that stays with you. To have a mark mended for all, tell those who publish this page: name the article, the sentence and the rule that «Why this?» shows. A wrong rule is mended once for all texts, and the case becomes a test.",
    ],
    sources: [
        "Coasts and borders: Natural Earth 1:50m, public domain, with disputed borders marked.",
        "Places: GeoNames, CC BY 4.0. Names of countries: Unicode CLDR, Unicode licence.",
        "Names of people, bodies and posts: collected by hand from the public record; posts after the middle of 2025 are the least certain.",
        "The program: crossread, MIT or Apache 2.0. What it is built of is listed with its licences in NOTICES.txt beside this page.",
    ],
    keys: [
        ("Tab", "to the map, then out of it"),
        ("← → ↑ ↓", "from mark to mark"),
        ("Enter", "opens a mark"),
        ("Esc", "closes it"),
        ("Home, End", "first and last mark"),
        ("+ − 0", "nearer, farther, all"),
        ("Ctrl K, /", "find, in every view"),
    ],
    quality_columns: ["Stage", "Language", "Measure", "Value", "Cases"],
};

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}
