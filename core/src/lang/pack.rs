//! A language pack in memory: its tables with typed rows, and the trie that finds their forms.

use super::detect::script;
use super::raw::RawPack;
use super::trie::{Entry, ROOT, Trie};
use crate::data::{Data, Language, Source, data};
use crate::text::fold::{self, Key, KeyMap, KeySet, Reduction};
use crate::text::span::Span;
use crate::text::token::{TokenKind, tokenize};
use crate::vocabulary::{Certainty, ConnectionType, Kind, Polarity};
use std::sync::OnceLock;

/// Numbers of the tables, as they stand in [`Entry::table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Table {
    Abbreviations = 0,
    Grammar,
    Titles,
    Names,
    Speech,
    Negation,
    Hedges,
    Topics,
    Evaluation,
    Relations,
    Dates,
    Numbers,
    /// Names of actors, countries and places; the row is an index of [`Data::known`].
    Known,
    /// Adjectives and people of a country; the row is an index of [`Data::known`].
    Demonym,
}

/// Features of a form, a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(pub u8);

impl Features {
    pub const FINITE: u8 = 1;
    pub const INFINITIVE: u8 = 2;
    pub const PARTICIPLE: u8 = 4;
    pub const GERUND: u8 = 8;
    pub const CONDITIONAL: u8 = 16;
    pub const FUTURE: u8 = 32;
    pub const SUBJUNCTIVE: u8 = 64;
    pub const NOUN: u8 = 128;
    /// For [`Table::Known`]: a bare surname, used where nobody else of that name is in the document.
    pub const WEAK: u8 = 1;
    /// For [`Table::Known`]: a name in the language of the pack (not borrowed from another).
    pub const OWN: u8 = 2;

    /// Whether any of these bits is set.
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    fn parse(letters: &str) -> u8 {
        letters.bytes().fold(0, |bits, b| {
            bits | match b {
                b'f' => Self::FINITE,
                b'i' => Self::INFINITIVE,
                b'p' => Self::PARTICIPLE,
                b'g' => Self::GERUND,
                b'c' => Self::CONDITIONAL,
                b'u' => Self::FUTURE,
                b's' => Self::SUBJUNCTIVE,
                b'n' => Self::NOUN,
                _ => 0,
            }
        })
    }
}

macro_rules! roles {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($variant,)+ }
        impl $name {
            /// The value of a word in the tables, if it is one.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
            /// The word in the tables.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }
    };
}

roles! {
    /// What a function word does (`grammar.tsv`).
    Role {
        Article = "article", Of = "of", To = "to", In = "in", On = "on", At = "at", From = "from",
        By = "by", With = "with", For = "for", About = "about", Between = "between",
        Against = "against", Through = "through", As = "as", And = "and", Or = "or", But = "but",
        That = "that", Relative = "relative", If = "if", Because = "because", While = "while",
        When = "when", After = "after", Before = "before", Although = "although", Be = "be",
        Have = "have", Reflexive = "reflexive", Passive = "passive", PronounM = "pronoun-m",
        PronounF = "pronoun-f", PronounN = "pronoun-n", PronounPl = "pronoun-pl",
        PossessiveM = "possessive-m", PossessiveF = "possessive-f", PossessiveN = "possessive-n",
        PossessivePl = "possessive-pl", Demonstrative = "demonstrative", Dual = "dual",
        SuchAs = "such-as", Not = "not", Question = "question", Own = "own", Object = "object",
        FirstPerson = "first-person", Light = "light", Where = "where",
        Adversative = "adversative", Ends = "ends", Region = "region",
    }
}
roles! {
    /// Classes of `names.tsv`.
    NameClass {
        GivenM = "given-m", GivenF = "given-f", Surname = "surname", Particle = "particle",
        Suffix = "suffix", OrgHead = "org-head", OrgTail = "org-tail", OrgAdjective = "org-adjective",
        PlaceHead = "place-head", EventHead = "event-head", MediaHead = "media-head",
        ShipHead = "ship-head", Group = "group", NotName = "not-name",
    }
}
roles! {
    /// Classes of `titles.tsv`.
    TitleClass {
        Honorific = "honorific", Rank = "rank", Post = "post", Profession = "profession",
        Family = "family",
    }
}
roles! {
    /// Parts of speech of cues.
    Pos { Verb = "verb", Noun = "noun", Adjective = "adjective", Prep = "prep", Phrase = "phrase", }
}
roles! {
    /// Classes of `speech.tsv`.
    SpeechClass {
        Say = "say", Announce = "announce", Report = "report", Confirm = "confirm", Deny = "deny",
        Claim = "claim", Suggest = "suggest", Believe = "believe", Expect = "expect",
        Promise = "promise", Ask = "ask", Agree = "agree", Praise = "praise",
        Criticise = "criticise", Warn = "warn", Stress = "stress", Hope = "hope", Know = "know",
        Recall = "recall",
    }
}
roles! {
    /// How far a negation or a hedge reaches.
    Scope { Clause = "clause", Next = "next", Noun = "noun", }
}
roles! {
    /// Classes of `hedges.tsv`.
    HedgeClass {
        Modal = "modal", Adverb = "adverb", Adjective = "adjective", Noun = "noun", Verb = "verb",
        Hearsay = "hearsay", Conditional = "conditional", Recommendation = "recommendation",
        Expectation = "expectation", Purpose = "purpose",
    }
}
roles! {
    /// Classes of `evaluation.tsv`.
    EvaluationClass {
        Positive = "positive", Negative = "negative", Intensity = "intensity",
        Importance = "importance", Loaded = "loaded", Distance = "distance",
    }
}
roles! {
    /// Where an end of a connection stands (`relations.tsv`).
    Slot {
        Subject = "s", Object = "o", Of = "of", Adj = "adj", Between = "between", With = "with",
        To = "to", From = "from", For = "for", In = "in", On = "on", At = "at", By = "by",
        Against = "against", About = "about", Through = "through",
    }
}
roles! {
    /// Kinds of `dates.tsv`.
    DateKind {
        Month = "month", Weekday = "weekday", Relative = "relative", Season = "season", Part = "part",
    }
}
roles! {
    /// Kinds of `numbers.tsv`.
    NumberKind {
        Cardinal = "cardinal", Ordinal = "ordinal", Multiplier = "multiplier",
        Approximate = "approximate",
    }
}
roles! {
    /// Flags of `speech.tsv` and `relations.tsv`.
    Flag {
        Quote = "quote", Impersonal = "impersonal", TakesObject = "object", Lo = "lo",
        Host = "host", Guest = "guest", Reverse = "reverse", Negative = "negative",
        Possible = "possible", Probable = "probable", Person = "person", Place = "place", Initial = "initial",
        Organization = "organization", Charge = "charge", Evidence = "evidence",
    }
}

/// A set of [`Slot`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots(pub u32);

impl Slots {
    /// Whether `slot` is in the set.
    pub const fn has(self, slot: Slot) -> bool {
        self.0 & (1 << slot as u32) != 0
    }
}

/// A set of [`Flag`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    /// Whether `flag` is in the set.
    pub const fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u32) != 0
    }
}

/// Grammatical gender of a person's title or name, where it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Gender {
    M,
    F,
    #[default]
    Any,
}

/// A row of `titles.tsv`.
#[derive(Clone, Debug)]
pub struct TitleRow {
    pub class: TitleClass,
    /// The language-neutral role.
    pub role: Box<str>,
    /// What its holder is to that which follows «of».
    pub relation: Option<ConnectionType>,
    pub gender: Gender,
}

/// A row of `names.tsv`.
#[derive(Clone, Debug)]
pub struct NameRow {
    pub class: NameClass,
    pub note: Box<str>,
}

/// A row of `speech.tsv`.
#[derive(Clone, Debug)]
pub struct SpeechRow {
    pub pos: Pos,
    pub class: SpeechClass,
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub flags: Flags,
}

/// A row of `negation.tsv` or `hedges.tsv`.
#[derive(Clone, Debug)]
pub struct ModifierRow {
    pub scope: Scope,
    /// `None` for negation.
    pub hedge: Option<(Certainty, HedgeClass)>,
    /// Phrases that undo it where they follow at once.
    pub except: Vec<Vec<Key>>,
}

/// A row of `relations.tsv`.
#[derive(Clone, Debug)]
pub struct RelationRow {
    pub pos: Pos,
    pub kind: ConnectionType,
    pub a: Slots,
    pub b: Slots,
    /// Concepts (indices of [`Data::concepts`]), one of which must stand in the clause.
    pub theme: Vec<u16>,
    pub flags: Flags,
}

/// A language pack.
#[derive(Debug)]
pub struct Pack {
    pub code: String,
    pub name: String,
    pub endonym: String,
    pub script: String,
    pub rtl: bool,
    /// The stages it is good enough for, in its own words of `lang.toml`.
    pub stages: Vec<String>,
    pub quotes: Vec<(char, char)>,
    /// Whether a dash opens speech.
    pub dash: bool,
    pub decimal: char,
    pub thousands: Vec<char>,
    pub reduction: Reduction,
    pub capital_demonyms: bool,
    pub capital_months: bool,
    pub free_subject: bool,
    /// A noun's complement stands beside it without a preposition («посол Ливии»).
    pub genitive: bool,
    /// Whether adjectives may stand before, after their noun.
    pub adjective_before: bool,
    pub adjective_after: bool,
    /// Whether the script has capitals.
    pub cased: bool,
    pub trie: Trie,
    pub grammar: Vec<Role>,
    pub titles: Vec<TitleRow>,
    pub names: Vec<NameRow>,
    pub speech: Vec<SpeechRow>,
    pub negation: Vec<ModifierRow>,
    pub hedges: Vec<ModifierRow>,
    /// Concepts, indices of [`Data::concepts`].
    pub topics: Vec<u16>,
    pub evaluation: Vec<EvaluationClass>,
    pub relations: Vec<RelationRow>,
    pub dates: Vec<(DateKind, i32)>,
    pub numbers: Vec<(f64, NumberKind)>,
    plural_determiners: Vec<Key>,
    indefinite: Vec<Key>,
    plural_endings: Vec<String>,
    verb_endings: Vec<String>,
    conditional_endings: Vec<String>,
    verb_forms: KeySet,
    verb_plurals: Vec<String>,
    elisions: KeySet,
    clitics: KeySet,
    /// Whether it may end a sentence; whether it is a title («Gen.»).
    abbreviations: KeyMap<(bool, bool)>,
    function_words: KeySet,
    /// Institutions by their country and the words of their names, see
    /// [`Pack::institution_of`]; made when first asked.
    institutions: OnceLock<Vec<(u16, Vec<Key>, u16)>>,
    /// Plain keys of function words, for recognising the language.
    pub(super) profile: Vec<Key>,
}

impl Pack {
    /// The pack of a language without a folder: what all inherit, with the script and the function
    /// words that its row of `languages.tsv` gives.
    pub fn inheriting(base: &RawPack, language: &Language) -> Pack {
        let mut raw = base.clone();
        raw.code.clone_from(&language.code);
        raw.name.clone_from(&language.name);
        raw.endonym.clone_from(&language.endonym);
        raw.script.clone_from(&language.script);
        raw.rtl = matches!(raw.script.as_str(), "Arab" | "Hebr");
        let mut pack = Pack::new(&raw);
        for word in &language.words {
            pack.function_words.insert(fold::key(word));
        }
        pack
    }

    /// Expands the tables of a folder.
    pub fn new(raw: &RawPack) -> Pack {
        let data = data();
        let first = |s: &str| s.chars().next();
        let latin = raw.script.is_empty() || raw.script == "Latn";
        let keys = |words: &[String]| words.iter().map(|w| fold::key(w)).collect();
        let tables: Vec<String> = raw.tables.iter().map(super::raw::Columns::rows).collect();
        let table = |t: Table| tables.get(t as usize).map_or("", String::as_str);
        let mut pack = Pack {
            code: raw.code.clone(),
            name: raw.name.clone(),
            endonym: raw.endonym.clone(),
            script: raw.script.clone(),
            rtl: raw.rtl,
            stages: raw.stages.clone(),
            quotes: raw
                .quotes
                .iter()
                .filter_map(|(a, b)| Some((first(a)?, first(b)?)))
                .collect(),
            dash: raw.dash,
            decimal: first(&raw.decimal).unwrap_or('.'),
            thousands: raw.thousands.iter().filter_map(|s| first(s)).collect(),
            reduction: Reduction {
                prefixes: raw.prefixes.iter().map(|p| fold::fold(p)).collect(),
                endings: raw.endings.iter().map(|p| fold::fold(p)).collect(),
                minimum: usize::from(raw.minimum),
                known: raw.known.iter().map(|p| fold::fold(p)).collect(),
                vocabulary: KeySet::default(),
                keep: raw.keep.iter().map(|w| fold::fold(w)).collect(),
            },
            capital_demonyms: raw.capital_demonyms,
            capital_months: raw.capital_months,
            free_subject: raw.free_subject,
            genitive: raw.genitive,
            adjective_before: raw.adjective != "after",
            adjective_after: raw.adjective != "before",
            cased: latin || raw.script == "Cyrl" || raw.script == "Grek",
            trie: Trie::with_capacity(60_000),
            grammar: Vec::new(),
            titles: Vec::new(),
            names: Vec::new(),
            speech: Vec::new(),
            negation: Vec::new(),
            hedges: Vec::new(),
            topics: Vec::new(),
            evaluation: Vec::new(),
            relations: Vec::new(),
            dates: Vec::new(),
            numbers: Vec::new(),
            plural_determiners: raw
                .plural_determiners
                .iter()
                .map(|w| fold::key(w))
                .collect(),
            indefinite: raw.indefinite.iter().map(|w| fold::key(w)).collect(),
            plural_endings: raw.plural_endings.iter().map(|w| fold::fold(w)).collect(),
            verb_endings: raw.verb_endings.clone(),
            conditional_endings: raw.conditional_endings.clone(),
            verb_plurals: raw.verb_plurals.clone(),
            verb_forms: raw.verb_forms.iter().map(|w| fold::key(w)).collect(),
            elisions: keys(&raw.elisions),
            clitics: keys(&raw.clitics),
            abbreviations: KeyMap::default(),
            function_words: KeySet::default(),
            institutions: OnceLock::new(),
            profile: Vec::new(),
        };
        for row in table(Table::Abbreviations).lines() {
            let mut cells = row.split('\t');
            let form = cells.next().unwrap_or_default();
            let title = cells.next() == Some("title");
            let ends = cells.next() == Some("maybe");
            pack.abbreviations.insert(fold::key(form), (ends, title));
        }
        let mut loader = Loader {
            raw,
            phrase: Vec::new(),
            tokens: Vec::new(),
            buffer: String::new(),
            vocabulary: KeySet::default(),
        };
        loader.tables(&mut pack, data, &table);
        loader.gazetteer(&mut pack, data);
        pack.reduction.vocabulary = loader.vocabulary;
        pack
    }

    /// Whether `word` (with its apostrophe) is an elided word: `dell'`.
    pub fn is_elision(&self, word: &str) -> bool {
        !self.elisions.is_empty() && self.elisions.contains(&fold::key(word))
    }

    /// Whether `text` (with its apostrophe) is a clitic: `'s`.
    pub fn is_clitic(&self, text: &str) -> bool {
        !self.clitics.is_empty() && self.clitics.contains(&fold::key(text))
    }

    /// Whether `word` (with its full stop) is an abbreviation.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains_key(&fold::key(word))
    }

    /// Whether the abbreviation may end a sentence; `None` if it is none.
    pub fn abbreviation_ends(&self, word: &str) -> Option<bool> {
        self.abbreviations.get(&fold::key(word)).map(|a| a.0)
    }

    /// Whether `word` (with its full stop) is an abbreviated title: lexicons hold it without.
    pub fn is_title_abbreviation(&self, word: &str) -> bool {
        self.abbreviations
            .get(&fold::key(word))
            .is_some_and(|a| a.1)
    }

    /// Whether a key is a function word (article, pronoun, preposition, conjunction, auxiliary).
    pub fn is_function_word(&self, key: Key) -> bool {
        self.function_words.contains(&key)
    }

    /// Whether the grammar of the language has words of a role.
    pub fn has_role(&self, role: Role) -> bool {
        self.grammar.contains(&role)
    }

    /// Whether the language has articles (descriptions then need one).
    pub fn has_articles(&self) -> bool {
        self.grammar.contains(&Role::Article)
    }

    /// Whether a determiner is one of the plural («gli», «les»).
    pub fn is_plural_determiner(&self, key: Key) -> bool {
        self.plural_determiners.contains(&key)
    }

    /// Whether a determiner introduces something new («a», «un»).
    pub fn is_indefinite(&self, key: Key) -> bool {
        self.indefinite.contains(&key)
    }

    /// Whether a word is a finite verb by its ending or by itself.
    pub fn is_verb_word(&self, word: &str, key: Key) -> bool {
        let longer = |e: &String| word.len() > e.len() + 1 && word.ends_with(e.as_str());
        self.verb_forms.contains(&key)
            || self.verb_endings.iter().any(longer)
            || self.is_conditional_word(word)
    }

    /// Whether a word lacks the accent that makes a finite verb of it: «accenno» beside «accennò».
    pub fn lacks_accent(&self, word: &str) -> bool {
        let ends = |e: &String| word.ends_with(e.as_str());
        !self.verb_plurals.iter().any(ends)
            && self.verb_endings.iter().any(|e| {
                e.chars().count() == 1
                    && !word.ends_with(e.as_str())
                    && word.ends_with(&fold::fold(e))
            })
    }

    /// Whether a word has the ending of a conditional.
    pub fn is_conditional_word(&self, word: &str) -> bool {
        self.conditional_endings
            .iter()
            .any(|e| word.len() > e.len() + 1 && word.ends_with(e.as_str()))
    }

    /// Whether a noun looks like a plural.
    pub fn is_plural_word(&self, word: &str) -> bool {
        let word = fold::fold(word);
        self.plural_endings
            .iter()
            .any(|e| word.ends_with(e.as_str()) && word.len() > e.len() + 2)
    }

    /// The keys of a phrase as the text would be tokenised, hyphens left out.
    pub fn keys(&self, phrase: &str) -> Vec<Key> {
        let mut tokens = Vec::new();
        tokenize(phrase, Span::new(0, phrase.len() as u32), self, &mut tokens);
        tokens
            .iter()
            .filter(|t| t.kind != TokenKind::Dash)
            .map(|t| t.key)
            .collect()
    }

    /// The known institution (row of `known`) of a country whose name in any language has these
    /// words; function words and the country's own name and adjective don't count.
    pub fn institution_of(&self, country: u16, words: impl Iterator<Item = Key>) -> Option<u16> {
        let wanted = self.content_words(country, words.collect());
        if wanted.is_empty() {
            return None;
        }
        let known = self.institutions.get_or_init(|| self.institutions(data()));
        let at = known.partition_point(|(c, keys, _)| (*c, keys) < (country, &wanted));
        known
            .get(at)
            .filter(|(c, keys, _)| *c == country && *keys == wanted)
            .map(|(_, _, row)| *row)
    }

    /// All institutions that belong to a country, sorted.
    fn institutions(&self, data: &Data) -> Vec<(u16, Vec<Key>, u16)> {
        let mut out = Vec::new();
        for (row, known) in data.known.iter().enumerate() {
            if known.source != Source::Actors || known.kind != Kind::Organization {
                continue;
            }
            let Some(country) = known.country_row else {
                continue;
            };
            for name in known.names.iter().flat_map(|(_, names)| names) {
                let words = self.content_words(country, self.keys(name));
                if !words.is_empty() {
                    out.push((country, words, row as u16));
                }
            }
        }
        out.sort_unstable();
        out
    }

    /// The words that are neither function words nor names or adjectives of a country, sorted.
    fn content_words(&self, country: u16, mut keys: Vec<Key>) -> Vec<Key> {
        let is_country = |e: Entry| {
            e.row == country && (e.table == Table::Known as u8 || e.table == Table::Demonym as u8)
        };
        keys.retain(|k| !self.is_function_word(*k) && !self.lookup(&[*k]).any(is_country));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// All entries of exactly this phrase.
    pub fn lookup(&self, keys: &[Key]) -> impl Iterator<Item = Entry> + '_ {
        let node = keys
            .iter()
            .try_fold(ROOT, |node, key| self.trie.step(node, *key));
        node.into_iter().flat_map(|node| self.trie.entries(node))
    }
}

/// Fills the trie of a pack.
struct Loader<'a> {
    raw: &'a RawPack,
    phrase: Vec<Key>,
    tokens: Vec<crate::text::token::Token>,
    buffer: String,
    /// All words of all phrases, where the language takes prefixes off before known words.
    vocabulary: KeySet,
}

impl Loader<'_> {
    fn tables<'t>(&mut self, pack: &mut Pack, data: &Data, table: &dyn Fn(Table) -> &'t str) {
        let parse_flags = |cell: &str| {
            Flags(
                cell.split('|')
                    .filter_map(Flag::parse)
                    .fold(0, |b, f| b | 1 << f as u32),
            )
        };
        for row in table(Table::Grammar).lines() {
            let (role, forms) = row.split_once('\t').unwrap_or((row, ""));
            let Some(role) = Role::parse(role) else {
                continue;
            };
            let index = pack.grammar.len();
            pack.grammar.push(role);
            // Some roles are played by words of content.
            let content = matches!(role, Role::Light | Role::Ends | Role::Region);
            let single = |f: &&str| !f.contains(' ') && !content;
            for form in forms.split('|').filter(single) {
                let word = form.split([':', '~']).next().unwrap_or(form);
                let key = pack.reduction.key(word).0;
                pack.function_words.insert(key);
                pack.profile.push(fold::key(word));
            }
            self.add(pack, forms, Table::Grammar, index);
        }
        for row in table(Table::Titles).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let Some(class) = TitleClass::parse(c[1]) else {
                continue;
            };
            let index = pack.titles.len();
            pack.titles.push(TitleRow {
                class,
                role: c[2].into(),
                relation: match c[3] {
                    "lead" => Some(ConnectionType::Lead),
                    "member" => Some(ConnectionType::MemberOf),
                    _ => None,
                },
                gender: gender(c[4]),
            });
            self.add(pack, c[0], Table::Titles, index);
        }
        for row in table(Table::Names).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let Some(class) = NameClass::parse(c[1]) else {
                continue;
            };
            let index = pack.names.len();
            pack.names.push(NameRow {
                class,
                note: c[2].into(),
            });
            self.add(pack, c[0], Table::Names, index);
        }
        for row in table(Table::Speech).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let (Some(pos), Some(class)) = (Pos::parse(c[1]), SpeechClass::parse(c[2])) else {
                continue;
            };
            let index = pack.speech.len();
            pack.speech.push(SpeechRow {
                pos,
                class,
                certainty: Certainty::parse(c[3]).unwrap_or(Certainty::Certain),
                polarity: Polarity::parse(c[4]).unwrap_or(Polarity::Affirmed),
                flags: parse_flags(c[5]),
            });
            self.add(pack, c[0], Table::Speech, index);
        }
        for (t, hedges) in [(Table::Negation, false), (Table::Hedges, true)] {
            for row in table(t).lines() {
                let c: Vec<&str> = row.split('\t').collect();
                let (scope, except) = if hedges { (c[3], c[4]) } else { (c[1], c[2]) };
                let hedge = if hedges {
                    let (Some(certainty), Some(class)) =
                        (Certainty::parse(c[1]), HedgeClass::parse(c[2]))
                    else {
                        continue;
                    };
                    Some((certainty, class))
                } else {
                    None
                };
                let row = ModifierRow {
                    scope: Scope::parse(scope).unwrap_or(Scope::Clause),
                    hedge,
                    except: except
                        .split('|')
                        .filter(|e| !e.is_empty())
                        .map(|e| pack.keys(e))
                        .collect(),
                };
                let rows = if hedges {
                    &mut pack.hedges
                } else {
                    &mut pack.negation
                };
                rows.push(row);
                let index = rows.len() - 1;
                self.add(pack, c[0], t, index);
            }
        }
        for row in table(Table::Topics).lines() {
            let (forms, concept) = row.split_once('\t').unwrap_or((row, ""));
            let Some(concept) = data.concept(concept) else {
                continue;
            };
            let index = pack.topics.len();
            pack.topics.push(concept);
            self.add(pack, forms, Table::Topics, index);
        }
        for row in table(Table::Evaluation).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let Some(class) = EvaluationClass::parse(c[1]) else {
                continue;
            };
            let index = pack.evaluation.len();
            pack.evaluation.push(class);
            self.add(pack, c[0], Table::Evaluation, index);
        }
        let slots = |cell: &str| {
            Slots(
                cell.split(['|', ','])
                    .filter_map(Slot::parse)
                    .fold(0, |b, s| b | 1 << s as u32),
            )
        };
        for row in table(Table::Relations).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let (Some(pos), Some(kind)) = (Pos::parse(c[1]), ConnectionType::parse(c[2])) else {
                continue;
            };
            let index = pack.relations.len();
            pack.relations.push(RelationRow {
                pos,
                kind,
                a: slots(c[3]),
                b: slots(c[4]),
                theme: c[5].split('|').filter_map(|t| data.concept(t)).collect(),
                flags: parse_flags(c[6]),
            });
            self.add(pack, c[0], Table::Relations, index);
        }
        for row in table(Table::Dates).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let Some(kind) = DateKind::parse(c[1]) else {
                continue;
            };
            let index = pack.dates.len();
            pack.dates.push((kind, c[2].parse().unwrap_or(0)));
            self.add(pack, c[0], Table::Dates, index);
        }
        for row in table(Table::Numbers).lines() {
            let c: Vec<&str> = row.split('\t').collect();
            let Some(kind) = NumberKind::parse(c[2]) else {
                continue;
            };
            let index = pack.numbers.len();
            pack.numbers.push((c[1].parse().unwrap_or(0.0), kind));
            self.add(pack, c[0], Table::Numbers, index);
        }
        // Abbreviations are found by the tokenizer; as entries they tell titles from units.
    }

    /// Names of actors, countries and places, in the pack's own language and in the others of
    /// its script; a text in Arabic or Cyrillic script may hold Latin names too.
    fn gazetteer(&mut self, pack: &mut Pack, data: &Data) {
        for (row, known) in data.known.iter().enumerate() {
            for (code, names) in &known.names {
                let own = *code == pack.code;
                for name in names {
                    let (weak, name) = match name.strip_prefix('~') {
                        Some(rest) => (Features::WEAK, rest),
                        None => (0, name.as_str()),
                    };
                    let readable = name.is_ascii() || is_latin(name) || {
                        let first = name.chars().find(|c| c.is_alphabetic());
                        first.and_then(script) == Some(pack.script.as_str())
                    };
                    if !own && !readable {
                        continue;
                    }
                    // Names in other Latin languages: for texts that keep the foreign spelling.
                    let features = weak | if own { Features::OWN } else { 0 };
                    self.phrase(pack, name, Table::Known, row, features);
                }
            }
            for (code, names) in &known.demonyms {
                if *code == pack.code {
                    for name in names {
                        self.phrase(pack, name, Table::Demonym, row, Features::OWN);
                    }
                }
            }
        }
    }

    /// Adds a cell of forms.
    fn add(&mut self, pack: &mut Pack, forms: &str, table: Table, row: usize) {
        for form in forms.split('|') {
            let (form, features) = match form.rsplit_once(':') {
                Some((f, letters)) => (f, Features::parse(letters)),
                None => (form, 0),
            };
            if form.is_empty() {
                continue;
            }
            if !form.contains('~') {
                self.phrase(
                    pack,
                    form,
                    table,
                    row,
                    features.max(Features::FINITE * u8::from(features == 0)),
                );
                continue;
            }
            // One word of one paradigm: most of all forms.
            if let Some((stem, paradigm)) = form.split_once('~')
                && !form.contains(' ')
            {
                let mut text = std::mem::take(&mut self.buffer);
                let raw = self.raw;
                let endings = raw.paradigms.iter().find(|(n, _)| n == paradigm);
                for ending in endings.map_or(&[][..], |(_, e)| e.as_slice()) {
                    let (ending, letters) = ending.split_once(':').unwrap_or((ending, ""));
                    text.clear();
                    text.push_str(stem);
                    text.push_str(ending);
                    let bits = match (features, letters) {
                        (0, "") => Features::FINITE,
                        (0, letters) => Features::parse(letters),
                        (features, _) => features,
                    };
                    self.phrase(pack, &text, table, row, bits);
                }
                self.buffer = text;
                continue;
            }
            for (text, own) in expand(self.raw, form) {
                let bits = if features != 0 {
                    features
                } else if own != 0 {
                    own
                } else {
                    Features::FINITE
                };
                self.phrase(pack, &text, table, row, bits);
            }
        }
    }

    fn phrase(&mut self, pack: &mut Pack, text: &str, table: Table, row: usize, features: u8) {
        let Ok(row) = u16::try_from(row) else { return };
        self.phrase.clear();
        let plain =
            |c: char| c.is_ascii_alphabetic() || c == ' ' || !c.is_ascii() && c.is_alphabetic();
        if text.chars().all(plain) {
            // Letters and spaces alone: what most forms are, without the tokenizer's care.
            self.phrase
                .extend(text.split(' ').map(|word| pack.reduction.key(word).0));
        } else {
            self.tokens.clear();
            tokenize(
                text,
                Span::new(0, text.len() as u32),
                pack,
                &mut self.tokens,
            );
            self.phrase.extend(
                self.tokens
                    .iter()
                    .filter(|t| t.kind != TokenKind::Dash)
                    .map(|t| t.key),
            );
        }
        if !self.phrase.is_empty() {
            if !pack.reduction.known.is_empty() {
                self.vocabulary.extend(&self.phrase);
            }
            pack.trie.insert(
                &self.phrase,
                Entry {
                    table: table as u8,
                    features,
                    row,
                },
            );
        }
    }
}

fn gender(cell: &str) -> Gender {
    match cell {
        "m" => Gender::M,
        "f" => Gender::F,
        _ => Gender::Any,
    }
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| (c as u32) < 0x250 || matches!(c as u32, 0x1E00..=0x1EFF | 0x2010..=0x201F))
}

/// A form with paradigms as all its phrases, each with its features.
fn expand(raw: &RawPack, form: &str) -> Vec<(String, u8)> {
    let mut out = vec![(String::new(), 0u8)];
    for word in form.split(' ') {
        let (stem, endings) = match word.split_once('~') {
            Some((stem, paradigm)) => (
                stem,
                raw.paradigms
                    .iter()
                    .find(|(n, _)| n == paradigm)
                    .map_or(&[][..], |(_, e)| e.as_slice()),
            ),
            None => (word, &[][..]),
        };
        let mut next = Vec::new();
        for (text, features) in &out {
            let lead = if text.is_empty() {
                String::new()
            } else {
                format!("{text} ")
            };
            if endings.is_empty() {
                next.push((format!("{lead}{stem}"), *features));
            }
            for ending in endings {
                let (ending, letters) = ending.split_once(':').unwrap_or((ending, ""));
                let own = if *features != 0 {
                    *features
                } else if letters.is_empty() {
                    Features::FINITE
                } else {
                    Features::parse(letters)
                };
                next.push((format!("{lead}{stem}{ending}"), own));
            }
        }
        out = next;
    }
    out
}
