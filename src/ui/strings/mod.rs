//! What the interface says, one file a language. A string that a language lacks does not compile.

mod en;
mod it;

use crate::map::graph::NodeKind;
use crate::ui::engine::Repeated;
use crate::workspace::state::Verdict;
use crossread::compare::Aspect;
use crossread::vocabulary::{Kind, Relation, Topic};
use std::ops::Deref;

macro_rules! texts {
    ($(#[$about:meta])* $set:ident: $($name:ident),+; $($(#[$meta:meta])* $field:ident: $type:ty,)+) => {
        $(#[$about])*
        pub struct $set {
            $(pub $name: &'static str,)+
            $($(#[$meta])* pub $field: $type,)+
        }
    };
}

texts! {
    /// All words of the interface in one language; those of later views are [`Later`].
    Strings:

    code, name, map, compare, articles, how, skip, views, colours, theme_auto, theme_light, theme_dark,
    page_language, whose_articles, made_by_program, mend, undated, one_moment, rest_missing, try_again,
    // find and filters
    any, written_in, more_filters, show_all, time, time_from, time_to,
    // map
    map_promise, arrange_by, geography, network, two_sides, kind, as_a_table, source, said_as, map_label, zoom,
    zoom_in, zoom_out, zoom_reset, no_point, said_by, connections,
    // marks
    silent, map_keys, errs_unmeasured,
    // comparison
    filter, topic_label, all_topics, about, everybody,
    // own articles
    bring, loading,
    // a room, a class, a copy
    lesson, example, projector, copy_page,
    // how it works
    language;

    /// The words of later views. A function of the page's second file (xtask/src/split/rules.txt), so that they are
    /// there when it returns.
    later_words: fn() -> &'static Later,
    /// Articles, and whether they are the bundled ones.
    map_title: fn(usize, bool) -> String,
    all_connections: fn(usize) -> String,
    labels_hidden: fn(usize) -> String,
    /// Rows of the table that come next.
    more_rows: fn(usize) -> String,
    without_connection: fn(usize) -> String,
    the_rest_as_table: fn(usize) -> String,
    /// Name, kind, connections.
    node_words: fn(&str, &str, usize) -> String,
    shown_of: fn(usize, usize) -> String,
    rows_of: fn(usize, usize) -> String,
    sources_at_least: fn(usize) -> String,
    /// Articles, their languages.
    foot: fn(usize, &str) -> String,
    /// Certain, probable, possible, denied.
    manners: [&'static str; 4],
    /// Agree, differ, contradict, alone: in the key; as a title; as a note; what is counted.
    relations: [&'static str; 4],
    errs_measured: fn(usize, &str) -> String,
    /// Person, organization, place, group.
    kinds: [&'static str; 4],
    languages: &'static [(&'static str, &'static str)],
    /// Name, latitude, longitude.
    seas: &'static [(&'static str, f64, f64)],
}

texts! {
    /// What the first map does not say. The page's second file brings these texts (xtask/src/split/data.rs) as long
    /// as nothing but [`Strings::later_words`] refers to them.
    Later:

    close,
    // find and filters
    find_label, find_hint, nothing_found, an_article,
    // map
    nothing_selected, begin_here, who, does_what, with_whom, look_around, one_step, two_steps, two_steps_away,
    ways_to, ways_between, back_to, settling, stop, no_picture, picture_svg, picture_png, picture_png_2,
    picture_projector, print_picture, picture_note, also_between, own_words, my_note, read_in_place,
    at_publisher, why_this, rule, its_words, no_connection, where_named, rows_about_it, also_written, why_one,
    merged, kept_apart,
    // marks
    the_author, unnamed, hearsay, citing,
    // comparison
    compare_title, evidence_sheet, signs_key, show, a_word, with_words, only_mine, print_sheet, no_rows,
    other_topics, one_article_alone, claims_by_article, statement, mine, suggested, why_together, my_view,
    my_view_of, note, note_on, pin, put_into, source_changed, source_changed_note, delete, my_comparisons,
    all_rows, new_comparison, create, create_note, delete_set, frame_title, frame_note, speaks_of, how_sure,
    whose_voice, how_it_judges, no_topics, nobody_quoted, quoted, told, unnamed_sources,
    // articles
    article_key, no_such_article, only_here,
    // own articles
    bring_title, bring_promise, bring_formats, paste_label, paste_add, pasted, choose_files, choose_folder,
    or_drop, not_read, own_title, own_in_memory, own_full, beside, alone_own, edit, remove, remove_all, undo,
    save, save_own, interrupt, progress, outlet, title_label, date_label, date_hint, url_label, text_label,
    language_unknown, not_analysed, analyse_rest, engine_failed, take_away, take_note,
    // work
    work_title, save_file, open_file, file_saved, file_not_saved, file_too_large, file_unreadable, file_newer,
    storage_blocked, set_aside_unreadable, set_aside_newer, note_kept, note_in_memory,
    // mending
    redo, undone, redone, tags, tags_hint, any_tag, pinned, accept, split_off, join, cancel, mend_claim,
    holder_is, no_statement, restore, marked_wrong, marked_wrong_note, aligned_by_you, mend_entity, same_as,
    choose, other_forms, split_forms, search_notes, nothing_noted,
    // reading
    one_against_one, pair_note, pair_lines, coverage_title,
    // sharing, a class
    share_link, share_note, copy, copied, link_cannot, link_broken, link_nothing_new, link_add, link_leave,
    a_class, my_name, hand_in, drop_files, clear_laptop, clear_note, clear_question, cleared,
    // a story
    story, previous, next, end_story, record_step, record_note, save_story, earlier, later,
    // a room, a class, a copy
    lesson_failed, copy_note, copy_coming, copy_made, copy_failed,
    // embedded
    embed_title, embed_note, embed_code, embed_frame, embed_preview, embed_onward,
    // how it works
    means_agree, means_differ, means_contradict, means_silent, how_method_title, how_words_title,
    how_languages_title, how_languages, how_quality_title, how_quality, how_limits_title, how_borders_title,
    rule_unmeasured, how_sources_title, how_mend_title, how_keys_title, how_notes_title, stages;

    program_says: fn(&str) -> String,
    join_which: fn(&str) -> String,
    join_here: fn(&str) -> String,
    went_into: fn(&str) -> String,
    came_from: fn(&str) -> String,
    jump_to: fn(&str) -> String,
    link_too_long: fn(usize) -> String,
    link_brings: fn(usize, usize) -> String,
    handed_in: fn(&str) -> String,
    class_of: fn(usize, usize) -> String,
    walk_through: fn(usize) -> String,
    step_of: fn(usize, usize) -> String,
    /// Marks next to another, or two steps from it.
    neighbours: fn(usize) -> String,
    /// Ways between two, and whether there are more.
    ways_found: fn(usize, bool) -> String,
    steps: fn(usize) -> String,
    /// The date, the address.
    picture_made: fn(&str, &str) -> String,
    /// Connections, marks, named without a connection.
    map_summary: fn(usize, usize, usize) -> String,
    /// Those that say it, of all, and how where it is not certain.
    articles_say: fn(usize, usize, Option<&str>) -> String,
    /// Articles, independent sources.
    shared_agency: fn(usize, usize) -> String,
    named_times: fn(usize) -> String,
    /// Hits.
    found: fn(usize) -> String,
    /// Right, fired.
    rule_right: fn(usize, usize) -> String,
    in_common: fn(usize) -> String,
    count_relation: fn(usize, Relation) -> String,
    alone_in: fn(&[(usize, &str)]) -> String,
    alone: fn(&str) -> String,
    rows_in_common: fn(usize) -> String,
    silent_not_denied: fn(usize) -> String,
    show_the_other: fn(usize) -> String,
    statements: fn(usize) -> String,
    in_common_share: fn(usize) -> String,
    times: fn(&str, usize) -> String,
    by_way_of: fn(&str) -> String,
    digest_of: fn(&str) -> String,
    work_kept: fn(usize) -> String,
    storage_full: fn(usize) -> String,
    /// Taken over, all, unreadable.
    file_opened: fn(usize, usize, usize) -> String,
    /// Own articles, their size.
    own_kept: fn(usize, &str) -> String,
    removed: fn(usize) -> String,
    /// Where a corpus comes from; why one could not be loaded.
    corpus_from: fn(&str) -> String,
    corpus_failed: fn(&str) -> String,
    /// How many of all, after what the engine does; the seconds that are left.
    of_all: fn(u32, u32) -> String,
    time_left: fn(u32) -> String,
    /// Reading, analysing, loading, writing.
    tasks: [&'static str; 4],
    /// What is taken away, in the order of the menu.
    formats: [&'static str; 12],
    relation_titles: [&'static str; 4],
    relation_notes: [&'static str; 4],
    /// Without a row of the comparison.
    relation_notes_bare: [&'static str; 4],
    /// In the order of [`Topic::ALL`].
    topics: [&'static str; 14],
    /// Participant, place, date, number, certainty, holder, matter, polarity.
    aspects: [&'static str; 8],
    verdicts: [&'static str; 3],
    /// What the rules of the analysis mean.
    rules: [(&'static str, &'static str); 37],
    /// Why claims stand together.
    reasons: [(&'static str, &'static str); 10],
    means_manner: [&'static str; 4],
    /// How far the analysis in the reader's browser is: not yet, running, same, different, failed.
    repeated: [&'static str; 5],
    repeat_now: &'static str,
    how_method: [&'static str; 3],
    how_words: [&'static str; 2],
    how_limits: [&'static str; 3],
    how_borders: [&'static str; 1],
    how_mend: [&'static str; 2],
    sources: [&'static str; 4],
    keys: [(&'static str, &'static str); 7],
    quality_columns: [&'static str; 5],
}

/// All languages, the usual one first.
pub static ALL: [Strings; 2] = [en::EN, it::IT];

impl Deref for Strings {
    type Target = Later;

    fn deref(&self) -> &Later {
        (self.later_words)()
    }
}

/// The strings of a language code.
pub fn find(code: &str) -> Option<&'static Strings> {
    ALL.iter().find(|strings| strings.code == code)
}

/// What a rule of the analysis means, where it is explained.
pub fn why_rule(s: &Strings, rule: &str) -> Option<&'static str> {
    s.rules
        .iter()
        .find(|(name, _)| *name == rule)
        .map(|(_, text)| *text)
}

/// Why claims stand together, in words.
pub fn why_words(s: &Strings, why: &str) -> String {
    s.reasons
        .iter()
        .find(|(name, _)| *name == why)
        .map_or_else(|| why.replace('-', " "), |(_, text)| (*text).to_owned())
}

impl PartialEq for Strings {
    fn eq(&self, other: &Strings) -> bool {
        self.code == other.code
    }
}

impl Strings {
    /// The word of a manner.
    pub fn manner(&self, word: &str) -> &'static str {
        let at = crate::model::MANNERS
            .iter()
            .position(|manner| *manner == word);
        self.manners[at.unwrap_or_default()]
    }

    fn at(relation: Relation) -> usize {
        match relation {
            Relation::Corroborates => 0,
            Relation::DiffersInDetail => 1,
            Relation::Contradicts => 2,
            Relation::OnlyHere => 3,
        }
    }

    /// The word of a relation in the key.
    pub fn relation(&self, relation: Relation) -> &'static str {
        self.relations[Self::at(relation)]
    }

    /// The word that opens a note on a relation.
    pub fn relation_title(&self, relation: Relation) -> &'static str {
        self.relation_titles[Self::at(relation)]
    }

    /// A note on a relation, with or without a row of the comparison behind it.
    pub fn relation_note(&self, relation: Relation, row: bool) -> &'static str {
        let notes = if row {
            &self.relation_notes
        } else {
            &self.relation_notes_bare
        };
        notes[Self::at(relation)]
    }

    /// The name of a topic.
    pub fn topic(&self, topic: Topic) -> &'static str {
        let at = Topic::ALL.iter().position(|t| *t == topic);
        self.topics[at.unwrap_or_default()]
    }

    /// The word of a kind of entity.
    pub fn kind_of(&self, kind: Kind) -> &'static str {
        let at = Kind::ALL.iter().position(|k| *k == kind);
        self.kinds[at.unwrap_or_default()]
    }

    /// The word of a kind of mark on the map.
    pub fn node_kind(&self, kind: NodeKind) -> &'static str {
        self.kinds[match kind {
            NodeKind::Person => 0,
            NodeKind::Organization => 1,
            NodeKind::Place => 2,
            NodeKind::Group => 3,
        }]
    }

    /// What an aspect of a difference is.
    pub fn aspect(&self, aspect: Aspect) -> &'static str {
        self.aspects[match aspect {
            Aspect::Participant => 0,
            Aspect::Place => 1,
            Aspect::Date => 2,
            Aspect::Number => 3,
            Aspect::Certainty => 4,
            Aspect::Holder => 5,
            Aspect::Matter => 6,
            Aspect::Polarity => 7,
        }]
    }

    /// The word of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> &'static str {
        self.verdicts[match verdict {
            Verdict::Agree => 0,
            Verdict::Doubt => 1,
            Verdict::Unclear => 2,
        }]
    }

    /// How far the repeated analysis is.
    pub fn repeated(&self, state: Repeated) -> &'static str {
        self.repeated[state as usize]
    }

    /// The name of a language, from its code, where the interface knows it.
    pub fn language_name(&self, code: &str) -> Option<&'static str> {
        let primary = code.split(['-', '_']).next();
        let found = self.languages.iter().find(|(c, _)| Some(*c) == primary);
        found.map(|(_, name)| *name)
    }
}
