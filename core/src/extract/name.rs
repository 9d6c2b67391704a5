//! The grammar of names: runs of capitalised words judged by titles, first names, institution
//! heads, position in the sentence, and what the rest of the document does with them.

use super::Why;
use super::gazetteer::{self, Hit};
use super::scan::Scan;
use crate::data::{Known, data};
use crate::lang::pack::{Flag, Gender, NameClass, Pos, Role, Table, TitleClass};
use crate::text::block::BlockKind;
use crate::text::fold::{Key, fold, name_key, single_spaced};
use crate::text::span::Span;
use crate::text::token::{Shape, TokenKind};
use crate::vocabulary::Kind;
use smallvec::SmallVec;
use std::ops::Range;

/// A stretch of text that may be a name.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub range: Range<usize>,
    pub span: Span,
    pub known: Option<u16>,
    /// Known only by a bare surname.
    pub weak: bool,
    /// A people («the Russians»); `known` is the country.
    pub people: bool,
    pub kind: Option<Kind>,
    /// 0: only what it looks like, 1: likely a name, 2: its words prove it.
    pub strength: u8,
    pub gender: Gender,
    pub roles: Vec<Box<str>>,
    pub country: Option<u16>,
    /// In a heading in title case, or the head of a list item.
    pub display: bool,
    /// For a word that begins its sentence: how much speaks for a name.
    pub hints: u8,
    /// For an abbreviation in brackets: the tokens of the name it stands for.
    pub stands_for: Option<Range<usize>>,
    pub why: Why,
}

impl Candidate {
    /// Whether it is one word of what may be a person's name.
    pub fn partial(&self, scan: &Scan) -> bool {
        self.known.is_none()
            && self
                .range
                .clone()
                .filter(|i| {
                    scan.tokens[*i].is_word()
                        && !scan
                            .at(*i, Table::Names)
                            .any(|n| scan.pack.names[n.row as usize].class == NameClass::Particle)
                })
                .count()
                == 1
            && self.kind.is_none_or(|k| k == Kind::Person)
    }
}

/// A name as shown: capitals throughout become ordinary writing.
pub fn display_name(text: &str) -> String {
    let joined = single_spaced(text).into_owned();
    let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 6 || joined.chars().any(char::is_lowercase) {
        return joined;
    }
    let mut out = String::new();
    let mut start = true;
    for c in joined.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}

/// The usual English word for a people.
pub fn people_name(country: &Known) -> &str {
    let forms = country
        .demonyms
        .iter()
        .find(|(c, _)| *c == crate::data::LANGUAGE_COLUMNS[0]);
    let forms = forms.map_or(&[][..], |(_, n)| n.as_slice());
    forms
        .iter()
        .find(|n| {
            n.ends_with('s')
                && n.chars().next().is_some_and(char::is_uppercase)
                && forms.first() != Some(n)
        })
        .or(forms.first())
        .map_or(country.id.as_str(), String::as_str)
}

/// All candidates of a document in text order, not overlapping.
pub fn candidates(scan: &Scan) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(scan.tokens.len() / 8);
    for s in 0..scan.sentences.len() {
        let from = out.len();
        Reader::new(scan, s).read(&mut out);
        abbreviations(scan, &mut out, from);
    }
    support(scan, &mut out);
    out
}

/// Reads one sentence.
struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    sentence: Range<usize>,
    /// Title case: capitals say nothing here.
    display: bool,
    /// Up to this token capitals say nothing (the head of a list item, a table's cell).
    display_until: usize,
    capitals: bool,
}

/// A title before a name.
#[derive(Clone, Default)]
struct Title {
    end: usize,
    roles: Vec<Box<str>>,
    gender: Gender,
    cues: Vec<Span>,
    country: Option<u16>,
}

impl<'a, 'b> Reader<'a, 'b> {
    fn new(scan: &'b Scan<'a>, s: usize) -> Self {
        let sentence = scan.sentences[s].tokens.clone();
        let block = scan.block(&scan.sentences[s]);
        let capitals = gazetteer::all_capitals(scan, sentence.start);
        let (mut words, mut big) = (0, 0);
        for i in sentence.clone() {
            let token = &scan.tokens[i];
            if token.is_word() && !token.function && scan.text(i).chars().count() > 3 {
                words += 1;
                big += usize::from(token.is_capital());
            }
        }
        let title_case = words >= 3 && big * 10 >= words * 7;
        let heading = matches!(block.kind, BlockKind::Heading);
        let all_big = words < 3 && big == words;
        let display = heading && (title_case || all_big) || capitals;
        let mut display_until = sentence.start;
        match block.kind {
            BlockKind::ListItem => {
                // «Military Training: …»
                let head = sentence.clone().take(8).find(|i| scan.text(*i) == ":");
                if let Some(colon) = head {
                    display_until = colon;
                }
            }
            BlockKind::TableHead => display_until = sentence.end,
            BlockKind::TableRow if title_case || words < 3 => display_until = sentence.end,
            _ => {}
        }
        Reader {
            scan,
            sentence,
            display,
            display_until,
            capitals,
        }
    }

    fn read(&self, out: &mut Vec<Candidate>) {
        let mut i = self.sentence.start;
        let mut title: Option<Title> = None;
        while i < self.sentence.end {
            let token = &self.scan.tokens[i];
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                if token.kind != TokenKind::Dash {
                    title = None;
                }
                i += 1;
                continue;
            }
            let pending = title.take().filter(|t| t.end == i);
            if let Some(end) = self.skip(i).or_else(|| self.designation(i)) {
                i = end;
                continue;
            }
            let found = self.name_at(i, pending.as_ref());
            if let Some(candidate) = found {
                i = candidate.range.end.max(i + 1);
                // «посол Ливии Мухаммед …», «il portavoce del Cremlino Peskov»: the title still
                // waits for its bearer.
                let waits = self.scan.pack.genitive && candidate.kind != Some(Kind::Person)
                    || self.scan.pack.adjective_after
                        && candidate.known.is_some()
                        && candidate.kind == Some(Kind::Organization);
                if waits {
                    title = pending.map(|t| Title { end: i, ..t });
                }
                out.push(candidate);
                continue;
            }
            if let Some(next) = self.title_at(i, pending) {
                i = next.end;
                title = Some(next);
                continue;
            }
            // «il ministero dell'Interno», whose nobody says: the last word of a head is no name.
            i = self
                .class_at(i, &[NameClass::OrgHead])
                .map(|(end, _, _)| end)
                .filter(|end| (i + 1..*end).all(|k| gazetteer::hit(self.scan, k).is_none()))
                .unwrap_or(i + 1);
        }
    }

    fn class_at(&self, token: usize, classes: &[NameClass]) -> Option<(usize, NameClass, u16)> {
        self.scan.at(token, Table::Names).find_map(|c| {
            let class = self.scan.pack.names[c.row as usize].class;
            classes
                .contains(&class)
                .then_some((c.end as usize, class, c.row))
        })
    }

    /// «FK-3», «S-300», «TOS-1A»: capitals with a hyphen and a number name a model, not somebody.
    fn designation(&self, i: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let upper = tokens[i].shape == Shape::Upper
            && self.scan.text(i).chars().count() <= 3
            && gazetteer::hit(self.scan, i).is_none();
        (upper
            && i + 2 < self.sentence.end
            && tokens[i + 1].is_joint()
            && !tokens[i + 1].spaced
            && tokens[i + 2].kind == TokenKind::Number
            && !tokens[i + 2].spaced)
            .then_some(i + 3)
    }

    /// Names of ships and events, and capitalised words that are no names: the token after them.
    fn skip(&self, i: usize) -> Option<usize> {
        let (end, class, _) = self.class_at(
            i,
            &[
                NameClass::ShipHead,
                NameClass::EventHead,
                NameClass::NotName,
            ],
        )?;
        let known = gazetteer::hit(self.scan, i);
        if known.as_ref().is_none_or(|h| h.range.end < end) {
            match class {
                NameClass::ShipHead => {
                    // The ship's name follows, perhaps between quotation marks.
                    let mut at = end;
                    while at < self.sentence.end && self.scan.tokens[at].kind == TokenKind::Quote {
                        at += 1;
                    }
                    let from = at;
                    while at < self.sentence.end
                        && self.scan.tokens[at].is_word()
                        && self.scan.tokens[at].is_capital()
                        && at - from < 3
                    {
                        at += 1;
                    }
                    return Some(at.max(end));
                }
                NameClass::EventHead => {
                    // «Grande Guerra Patriottica»: the capitalised words around it belong to it.
                    if !self.scan.tokens[i].is_capital() || self.is_initial(i) {
                        return None;
                    }
                    let mut at = end;
                    while at < self.sentence.end
                        && self.scan.tokens[at].is_word()
                        && self.scan.tokens[at].is_capital()
                        && gazetteer::hit(self.scan, at).is_none()
                    {
                        at += 1;
                    }
                    return Some(at);
                }
                _ => return known.is_none().then_some(end),
            }
        }
        None
    }

    /// A title at a token, also after a first one («Foreign Minister General …»).
    fn title_at(&self, i: usize, before: Option<Title>) -> Option<Title> {
        let mut best: Option<Title> = None;
        for cue in self.scan.at(i, Table::Titles) {
            let row = &self.scan.pack.titles[cue.row as usize];
            let t = best.get_or_insert_with(|| before.clone().unwrap_or_default());
            t.end = cue.end as usize;
            if row.class != TitleClass::Honorific
                && !row.role.is_empty()
                && !t.roles.contains(&row.role)
            {
                t.roles.push(row.role.clone());
            }
            if t.gender == Gender::Any {
                t.gender = row.gender;
            }
            t.cues.push(self.scan.cue_span(cue));
        }
        let mut t = best?;
        t.cues.dedup();
        // «capo di stato maggiore dell'Esercito nazionale …»: a name that begins inside the title
        // and goes beyond it ends the title.
        // «portavoce del Cremlino»: so does a known institution at its end.
        let institution = |h: &Hit, k: usize| {
            h.range.end == t.end
                && self.scan.tokens[k].is_capital()
                && data().known[h.known as usize].kind == Kind::Organization
        };
        if let Some(inner) = (i + 1..t.end).find(|k| {
            self.scan.tokens[*k].is_word()
                && (gazetteer::hit(self.scan, *k)
                    .is_some_and(|h| h.range.end > t.end || institution(&h, *k))
                    || self.institution(*k).is_some_and(|c| c.range.end > t.end))
        }) {
            t.end = inner;
            return Some(t);
        }
        // The country beside the title: «Russian President», «ministro della Difesa russo».
        let range = i..t.end;
        t.country = t
            .country
            .or_else(|| gazetteer::modifier(self.scan, &range, &self.sentence));
        // «ministro della Difesa russo Andrej Belousov»: an adjective between title and name.
        if let Some((_, end)) =
            gazetteer::demonym(self.scan, t.end).filter(|_| self.scan.pack.adjective_after)
        {
            t.end = end;
        }
        Some(t)
    }

    fn is_initial(&self, i: usize) -> bool {
        let mut at = self.sentence.start;
        while at < i && !self.scan.tokens[at].is_word() {
            at += 1;
        }
        if at == i {
            return true;
        }
        // After an opening quotation mark or a colon a sentence may begin too.
        let before = &self.scan.tokens[i - 1];
        before.kind == TokenKind::Quote && self.scan.pack.cased
            || before.kind == TokenKind::Dash && before.spaced
            || before.kind == TokenKind::Mark && self.scan.text(i - 1) == ":"
    }

    fn in_display(&self, i: usize) -> bool {
        self.display || i < self.display_until
    }

    /// The name that starts at a token.
    fn name_at(&self, i: usize, title: Option<&Title>) -> Option<Candidate> {
        if let Some(state) = self.state(i) {
            return Some(state);
        }
        // «Sheikh Tamim bin Hamad Al Thani»: a known short form that begins with a title gives way
        // where the name goes on.
        let hit = gazetteer::hit(self.scan, i).filter(|h| {
            self.scan.at(i, Table::Titles).next().is_none()
                || self.class_at(h.range.end, &[NameClass::Particle]).is_none()
        });
        let institution = self.institution(i);
        let person = self.person(i, title);
        // «the newspaper “El …”» is no person, whatever its name looks like.
        let person = person.map(|mut c| {
            if let Some(head) = self.head_before(i, NameClass::MediaHead) {
                c.kind = Some(Kind::Organization);
                c.why = Why::new("media-noun", [c.span, head]);
            }
            c
        });
        let known_end = hit.as_ref().map_or(0, |h| h.range.end);
        if let Some(hit) = &hit {
            // «посол Ливии Мухаммед …»: the country belongs to the title.
            if title.is_some()
                && self.scan.pack.genitive
                && !hit.weak
                && data().known[hit.known as usize].kind == Kind::Place
                && institution
                    .as_ref()
                    .is_none_or(|c| c.range.end <= known_end)
            {
                return self.known_name(hit, None);
            }
            let other = [institution.as_ref(), person.as_ref()]
                .into_iter()
                .flatten()
                .filter(|c| c.range.end > known_end && c.strength > 1)
                .max_by_key(|c| c.range.end);
            let person_known = data().known[hit.known as usize].kind == Kind::Person;
            match other {
                // «Libya Observer», «Chad Smith», «Putin Abdullah»: the longer name wins where
                // its words prove it.
                // A person known in full keeps to the known words, but for a hyphenated part.
                Some(c)
                    if !person_known
                        || hit.weak
                        || c.kind == Some(Kind::Person)
                            && self.scan.tokens[known_end].is_joint() =>
                {
                    return Some(c.clone());
                }
                _ => return self.known_name(hit, title),
            }
        }
        if let Some((c, end)) = self.people(i) {
            return Some(c).filter(|c| c.range.end == end);
        }
        match (institution, person) {
            (Some(a), Some(b)) => Some(
                if a.strength >= b.strength && a.range.end >= b.range.end || a.strength > b.strength
                {
                    a
                } else {
                    b
                },
            ),
            (a, b) => a.or(b).or_else(|| self.other(i, title)),
        }
    }

    /// «the Kingdom of Morocco», «Repubblica Socialista del Vietnam»: a country under its full
    /// name.
    fn state(&self, i: usize) -> Option<Candidate> {
        let scan = self.scan;
        let mut at = i;
        let mut head = false;
        while at < self.sentence.end && at - i < 5 && scan.tokens[at].is_word() {
            let sort = scan.at(at, Table::Names).any(|c| {
                let row = &scan.pack.names[c.row as usize];
                row.class == NameClass::PlaceHead && &*row.note == "state"
            });
            let adjective = self.class_at(at, &[NameClass::OrgAdjective]).is_some();
            if !scan.tokens[at].is_capital() || !sort && !adjective {
                break;
            }
            head |= sort;
            at += 1;
        }
        if !head || at >= self.sentence.end || !scan.is_role(at, Role::Of) {
            return None;
        }
        at += 1;
        if at < self.sentence.end && scan.is_role(at, Role::Article) {
            at += 1;
        }
        let (country, end) = gazetteer::country(scan, at)?;
        let mut c = self.candidate(i..end, "known-name");
        c.known = Some(country);
        c.kind = Some(Kind::Place);
        c.strength = 2;
        Some(c)
    }

    fn candidate(&self, range: Range<usize>, rule: &'static str) -> Candidate {
        let mut span = self.scan.span(range.clone());
        // A full stop that ends the sentence is not the name's, though the word could be an
        // abbreviation («… Thi Bich Ha.»).
        let text = span.of(self.scan.body);
        if range.end == self.sentence.end
            && range.len() > 1
            && text.ends_with('.')
            && self
                .scan
                .text(range.end - 1)
                .trim_end_matches('.')
                .chars()
                .count()
                > 1
            && !self
                .scan
                .text(range.end - 1)
                .trim_end_matches('.')
                .contains('.')
            && self.class_at(range.end - 1, &[NameClass::Suffix]).is_none()
        {
            span.end -= 1;
        }
        // Attached prefixes don't belong to a name.
        if let Some(t) = self.scan.tokens.get(range.start) {
            let prefix = u32::from(t.prefix).min(span.len().saturating_sub(1));
            let taken = span.of(self.scan.body).get(..prefix as usize).unwrap_or("");
            // An article is part of the name, what stands before the article isn't.
            let article = self
                .scan
                .pack
                .reduction
                .prefixes
                .first()
                .filter(|a| fold(taken).ends_with(a.as_str()))
                .map_or(0, |a| {
                    let letters = taken.chars().rev().take(a.chars().count());
                    letters.map(char::len_utf8).sum::<usize>()
                });
            span.start += prefix - article as u32;
        }
        Candidate {
            display: self.in_display(range.start),
            range,
            span,
            known: None,
            weak: false,
            people: false,
            kind: None,
            strength: 0,
            gender: Gender::Any,
            roles: Vec::new(),
            country: None,
            hints: 0,
            stands_for: None,
            why: Why::new(rule, [span]),
        }
    }

    fn with_title(&self, mut c: Candidate, title: Option<&Title>) -> Candidate {
        if let Some(t) = title {
            c.roles.clone_from(&t.roles);
            c.gender = t.gender;
            c.country = t.country;
            c.why.cues.extend(t.cues.iter().copied());
        }
        c
    }

    fn known_name(&self, hit: &Hit, title: Option<&Title>) -> Option<Candidate> {
        let known = &data().known[hit.known as usize];
        let mut range = hit.range.clone();
        let mut row = hit.known;
        // «LNA General Command», «Comando generale dell’Esercito»: a longer institution that the
        // tables know under another order of words stays with the tables; a demonym after an
        // institution belongs to it («ministero della Difesa russo»).
        if known.kind == Kind::Organization
            && !matches!(known.class.as_str(), "media" | "agency" | "company")
            && self.scan.pack.adjective_after
            && let Some((country, end)) = gazetteer::demonym(self.scan, range.end)
            && range.len() > 1
        {
            range.end = end;
            if let Some(own) = gazetteer::of_country(self.scan, hit.range.clone(), country) {
                row = own;
            }
        } else if known.kind == Kind::Organization
            && let Some(country) = gazetteer::modifier(self.scan, &range, &self.sentence)
            && data().known[country as usize].id != known.country
            && let Some(own) = gazetteer::of_country(self.scan, range.clone(), country)
        {
            row = own;
        }
        let mut c = self.candidate(range, "known-name");
        if self.scan.tokens[hit.range.start].prefix > 0 && !self.scan.pack.cased {
            c.span = self.known_span(&c, row);
        }
        c.known = Some(row);
        c.weak = hit.weak;
        c.kind = Some(data().known[row as usize].kind);
        c.strength = 2;
        if known.kind == Kind::Person {
            c = self.with_title(c, title);
        }
        Some(c)
    }

    /// In Arabic the article may belong to the name: keep as much of the prefix as the tables'
    /// name begins with.
    fn known_span(&self, c: &Candidate, row: u16) -> Span {
        let whole = self.scan.span(c.range.clone());
        let names = data().known[row as usize].names.iter().flat_map(|(_, n)| n);
        let text = whole.of(self.scan.body);
        let mut best = c.span;
        for name in names {
            let first = name
                .trim_start_matches('~')
                .split(' ')
                .next()
                .unwrap_or_default();
            if let Some(at) = text.find(first)
                && at <= usize::from(self.scan.tokens[c.range.start].prefix)
            {
                let start = whole.start + at as u32;
                if start < best.start {
                    best.start = start;
                }
            }
        }
        best
    }

    /// A people: «the Russians», «i russi».
    fn people(&self, i: usize) -> Option<(Candidate, usize)> {
        let (country, end) = gazetteer::demonym(self.scan, i)?;
        let text = self.scan.text(i);
        let next_word = self
            .scan
            .tokens
            .get(end)
            .filter(|_| end < self.sentence.end);
        // An adjective has its noun beside it.
        let noun_follows = next_word.is_some_and(|t| {
            t.is_joint()
                || t.is_word()
                    && !t.function
                    && !self.scan.at(end, Table::Speech).any(|_| true)
                    && !self
                        .scan
                        .at(end, Table::Relations)
                        .any(|c| self.scan.pack.relations[c.row as usize].pos == Pos::Verb)
                    && !self.scan.at(end, Table::Hedges).any(|_| true)
        });
        let article_before = i > self.sentence.start
            && (self.scan.is_role(i - 1, Role::Article)
                || self
                    .scan
                    .pack
                    .is_plural_determiner(self.scan.tokens[i - 1].key));
        // Where adjectives follow their noun, a nation's word right after an article is a noun.
        let noun_follows = noun_follows && !(article_before && self.scan.pack.adjective_after);
        let of_before = i > self.sentence.start
            && self.scan.is_any_role(
                i - 1,
                &[
                    Role::Of,
                    Role::To,
                    Role::From,
                    Role::With,
                    Role::By,
                    Role::Between,
                ],
            )
            && self.scan.pack.adjective_after
            && self.scan.text(i - 1).chars().count() > 2;
        let is_plural_people = plural_people(self.scan, i, country);
        if !is_plural_people || noun_follows {
            return None;
        }
        let ok = if self.scan.pack.capital_demonyms {
            self.scan.tokens[i].is_capital()
        } else {
            article_before || of_before || self.scan.tokens[i].is_capital() && !self.is_initial(i)
        };
        if !ok || text.chars().count() < 4 {
            return None;
        }
        let mut c = self.candidate(i..end, "people");
        c.known = Some(country);
        c.people = true;
        c.kind = Some(Kind::Group);
        c.strength = 2;
        Some((c, end))
    }

    /// An institution: a head or a tail with the words that belong to it.
    fn institution(&self, i: usize) -> Option<Candidate> {
        let scan = self.scan;
        if !scan.pack.cased {
            return self.institution_uncased(i);
        }
        // «Аналитик Института …», «Постпред России»: a title at the start of a sentence.
        if scan.pack.genitive
            && scan.at(i, Table::Titles).next().is_some()
            && self
                .class_at(i, &[NameClass::OrgHead, NameClass::OrgAdjective])
                .is_none()
        {
            return None;
        }
        // «106th Brigade»
        let numbered = scan.text(i).starts_with(|c: char| c.is_ascii_digit())
            && scan.tokens[i].is_word()
            && scan.tokens.get(i + 1).is_some_and(|t| t.is_capital())
            && self
                .class_at(i + 1, &[NameClass::OrgTail, NameClass::OrgHead])
                .is_some();
        let first_capital = scan.tokens[i].is_capital() || numbered;
        let mut end = i;
        let mut head: Option<usize> = None;
        let mut capitals = 0;
        let mut adjective = false;
        let mut proper = numbered;
        let mut nation = false;
        let mut apposed = false;
        let mut at = i;
        while at < self.sentence.end && at - i < 14 {
            let token = &scan.tokens[at];
            if token.is_joint() && at > i {
                at += 1;
                continue;
            }
            if !token.is_word() {
                break;
            }
            if at == i && numbered {
                at += 1;
                continue;
            }
            if let Some((e, class, _)) = self.class_at(
                at,
                &[
                    NameClass::OrgHead,
                    NameClass::OrgTail,
                    NameClass::OrgAdjective,
                ],
            ) {
                let capital = token.is_capital();
                // A second head in lower case («il governo e l'esercito») is another thing.
                if class == NameClass::OrgHead && !capital && (head.is_some() || at > i) {
                    break;
                }
                if class == NameClass::OrgHead && head.is_none()
                    || class == NameClass::OrgTail && capital && at > i
                {
                    head = head.or(Some(at));
                }
                if class == NameClass::OrgAdjective && !capital && head.is_none() {
                    break;
                }
                adjective |= class == NameClass::OrgAdjective;
                // «ministero dell'Interno»: the head is a phrase.
                let big = |k: usize| usize::from(scan.tokens[k].is_capital());
                capitals += (at..e).map(big).max().unwrap_or_default();
                at = e;
                end = e;
                continue;
            }
            if let Some((_, e)) = gazetteer::demonym(scan, at) {
                if head.is_none() && !token.is_capital() {
                    break;
                }
                if head.is_some() && !token.is_capital() && !scan.pack.adjective_after {
                    break;
                }
                proper = true;
                nation = !token.is_capital();
                at = e;
                end = e;
                capitals += usize::from(token.is_capital());
                continue;
            }
            // «of», «degli», «pour les»: goes on where a capital follows.
            if head.is_some()
                && scan.is_any_role(at, &[Role::Of, Role::For, Role::On])
                && let Some(e) = self
                    .complement(at)
                    .or_else(|| self.small_complement(head, at))
                // «X Shipping of Turkey»: where it is at home.
                && !(head.is_some_and(|h| h > i)
                    && scan.is_role(at, Role::Of)
                    && self
                        .class_at(i, &[NameClass::OrgHead, NameClass::OrgAdjective])
                        .is_none()
                    && gazetteer::demonym(scan, i).is_none()
                    && gazetteer::country(scan, at + 1).is_some())
                // «the programme of the X Foundation»: a name of its own.
                && (first_capital
                    || !(at + 2..e).any(|k| {
                        scan.tokens[k].is_capital()
                            && self
                                .class_at(k, &[NameClass::OrgTail, NameClass::OrgHead])
                                .is_some()
                    }))
            {
                capitals += 1;
                proper = true;
                at = e;
                end = e;
                continue;
            }
            if token.is_capital()
                && !token.function
                && self
                    .class_at(at, &[NameClass::NotName, NameClass::EventHead])
                    .is_none()
            {
                // A title or a person's name ends it.
                if head.is_some()
                    && (scan.at(at, Table::Titles).next().is_some()
                        || self
                            .class_at(at, &[NameClass::GivenM, NameClass::GivenF])
                            .is_some())
                {
                    break;
                }
                apposed |= nation;
                capitals += 1;
                at += 1;
                end = at;
                continue;
            }
            break;
        }
        let head = head?;
        // «l'agenzia bielorussa Belta»: what it is, and its name.
        if !first_capital && apposed {
            return None;
        }
        // «Defence Minister …»: part of a title.
        if end < self.sentence.end
            && scan.tokens[end].is_capital()
            && scan.at(end, Table::Titles).next().is_some()
        {
            return None;
        }
        while end > head + 1
            && scan.is_any_role(end - 1, &[Role::Of, Role::Article])
            && !scan.tokens[end - 1].is_capital()
        {
            end -= 1;
        }
        let words = (i..end).filter(|k| scan.tokens[*k].is_word()).count();
        if words < 2 || capitals == 0 && !(proper && adjective) {
            return None;
        }
        // A description of a known institution or place («stato maggiore dell'Esercito …»,
        // «parlamento di Tobruk») leaves the name to that.
        if !first_capital
            && (i + 1..end).any(|k| scan.tokens[k].is_word() && gazetteer::hit(scan, k).is_some())
        {
            return None;
        }
        // In lower case only «head + adjective + nation», and never a bare «Russian army».
        if !first_capital && !(proper && (capitals > 0 || adjective)) {
            return None;
        }
        let range = i..end;
        let mut c = self.candidate(range.clone(), "institution");
        c.kind = Some(Kind::Organization);
        let initial_only = self.is_initial(i) && capitals == 1;
        c.strength = if initial_only && !proper { 0 } else { 2 };
        c.why.cues.push(scan.span(head..head + 1));
        let country = gazetteer::modifier(scan, &range, &self.sentence).or_else(|| {
            range
                .clone()
                .find_map(|k| gazetteer::demonym(scan, k).map(|d| d.0))
        });
        c.country = country;
        if let Some(country) = country
            && let Some(known) = gazetteer::of_country(scan, range, country)
        {
            c.known = Some(known);
            c.why.rule = "institution-of-country".into();
        }
        Some(c)
    }

    /// After a head in a script without capitals: the words that institutions are made of.
    fn institution_uncased(&self, i: usize) -> Option<Candidate> {
        let scan = self.scan;
        let (mut end, _, _) = self.class_at(i, &[NameClass::OrgHead])?;
        // «قوات الجيش الوطني الليبي»: the known institution is the name.
        if gazetteer::hit(scan, end)
            .is_some_and(|h| data().known[h.known as usize].kind == Kind::Organization)
        {
            return None;
        }
        let mut proper = false;
        while end < self.sentence.end && end - i < 6 {
            if let Some((_, e)) = gazetteer::demonym(scan, end) {
                proper = true;
                end = e;
            } else if let Some((e, _, _)) = self.class_at(end, &[NameClass::OrgAdjective]) {
                end = e;
            } else if let Some((_, e)) = gazetteer::country(scan, end) {
                proper = true;
                end = e;
            } else if scan.tokens[end].prefix > 0 && end == i + 1 && scan.tokens[end].is_word() {
                end += 1;
            } else {
                break;
            }
        }
        if !proper {
            return None;
        }
        let mut c = self.candidate(i..end, "institution");
        c.kind = Some(Kind::Organization);
        c.strength = 2;
        let country = (i..end).find_map(|k| {
            gazetteer::demonym(scan, k)
                .or_else(|| gazetteer::country(scan, k))
                .map(|d| d.0)
        });
        c.country = country;
        c.known = country.and_then(|country| gazetteer::of_country(scan, i..end, country));
        Some(c)
    }

    /// «Fronte di salvezza nazionale», «Consiglio di transizione militare»: after a head with a
    /// capital within a sentence, one noun and an adjective that names of institutions end in.
    fn small_complement(&self, head: Option<usize>, of: usize) -> Option<usize> {
        let scan = self.scan;
        let head = head?;
        if !scan.pack.adjective_after
            || !scan.is_role(of, Role::Of)
            || head + 1 != of
            || !scan.tokens[head].is_capital()
            || self.is_initial(head)
        {
            return None;
        }
        let noun = of + 1;
        let plain = scan
            .tokens
            .get(noun)
            .is_some_and(|t| t.is_word() && !t.is_capital() && !t.function);
        if !plain || noun + 1 >= self.sentence.end {
            return None;
        }
        let (end, ..) = self.class_at(noun + 1, &[NameClass::OrgAdjective])?;
        Some(end)
    }

    /// What follows «of» inside an institution's name: capitalised words, perhaps two joined by
    /// «and»; one past their end.
    fn complement(&self, of: usize) -> Option<usize> {
        let scan = self.scan;
        let mut at = scan
            .at(of, Table::Grammar)
            .map(|c| c.end as usize)
            .max()
            .unwrap_or(of + 1);
        if at < self.sentence.end && scan.is_role(at, Role::Article) {
            at += 1;
        }
        // «Ministry of Justice of the Republic of Serbia»: a country is a name of its own.
        if at < self.sentence.end && self.state(at).is_some() {
            return None;
        }
        let start = at;
        let mut end = at;
        while at < self.sentence.end && at - start < 6 {
            let token = &scan.tokens[at];
            if token.is_word()
                && token.is_capital()
                && !token.function
                && scan.at(at, Table::Titles).next().is_none()
                // «the Union on Monday»
                && (at > start || scan.at(at, Table::Dates).next().is_none())
                && self
                    .class_at(at, &[NameClass::GivenM, NameClass::GivenF])
                    .is_none()
            {
                at += 1;
                end = at;
            } else if end > start
                && scan.is_role(at, Role::And)
                && scan
                    .tokens
                    .get(at + 1)
                    .is_some_and(|t| t.is_capital() && t.is_word())
                && gazetteer::hit(scan, at + 1).is_none()
                && self
                    .class_at(
                        at + 1,
                        &[NameClass::GivenM, NameClass::GivenF, NameClass::OrgHead],
                    )
                    .is_none()
                && scan.pack.capital_months
                || token.is_joint() && end == at
            {
                at += 1;
            } else {
                break;
            }
        }
        (end > start).then_some(end)
    }

    /// A person: a title before, or a first name first.
    fn person(&self, i: usize, title: Option<&Title>) -> Option<Candidate> {
        let scan = self.scan;
        if !scan.pack.cased {
            return self.person_uncased(i, title);
        }
        // «аналитик РАН Григорий Лукьянов», «аналитик Института …»: an institution stands between
        // title and name.
        if scan.pack.genitive
            && !self.capitals
            && (scan.tokens[i].shape == Shape::Upper
                && scan.tokens.get(i + 1).is_some_and(|t| t.is_word())
                || self.class_at(i, &[NameClass::OrgHead]).is_some())
        {
            return None;
        }
        // «H.E. Mr. …»: a further title.
        if title.is_some() && scan.pack.is_title_abbreviation(scan.text(i)) {
            return None;
        }
        // «Sarà Saddam Haftar il nuovo …»: no Sara, as its accent tells.
        if self.is_initial(i)
            && scan.is_any_role(i, &[Role::Be, Role::Have])
            && scan.text(i).to_lowercase() != fold(scan.text(i))
        {
            return None;
        }
        let mut at = i;
        let mut end = i;
        let mut words = 0;
        let mut given = false;
        let mut gender = Gender::Any;
        while at < self.sentence.end && words < 6 {
            let token = &scan.tokens[at];
            if token.is_joint() && at > i {
                // Hyphen inside a name: the next word must go on without a space.
                if scan
                    .tokens
                    .get(at + 1)
                    .is_some_and(|t| !t.spaced && t.is_word())
                {
                    at += 1;
                    // «Yunus-bek Yevkurov»: the second part of a first name may be small.
                    let small = !scan.tokens[at].is_capital()
                        && self.class_at(at, &[NameClass::Particle]).is_none();
                    let surname = |k: usize| {
                        k < self.sentence.end
                            && scan.tokens[k].is_word()
                            && scan.tokens[k].is_capital()
                    };
                    if small && given && words == 1 && surname(at + 1) {
                        at += 1;
                        end = at;
                    }
                    continue;
                }
                break;
            }
            if !token.is_word() {
                break;
            }
            let text = token.of(scan.body);
            // «quello della Difesa Mario …», «degli Esteri Anna …»: the name begins later.
            if at > i && !given && self.begins_another(i, at) {
                return None;
            }
            // «al» is a particle, «Al» may be a first name.
            let classes: &[NameClass] = if token.is_capital() {
                &[
                    NameClass::GivenM,
                    NameClass::GivenF,
                    NameClass::Particle,
                    NameClass::Suffix,
                ]
            } else {
                &[NameClass::Particle, NameClass::Suffix]
            };
            // Middle initials and «Jr.»
            if let Some((e, class, row)) = self.class_at(at, classes) {
                match class {
                    NameClass::Particle => {
                        let next =
                            (e..self.sentence.end.min(e + 2)).find(|k| scan.tokens[*k].is_word());
                        let goes_on = next.is_some_and(|k| {
                            scan.tokens[k].is_capital()
                                || self.class_at(k, &[NameClass::Particle]).is_some()
                        });
                        // «President von der X»
                        let titled = title.is_some() && !token.function;
                        // «Angelo Bonelli dei Verdi»: whose he is.
                        let whose = words > 1
                            && scan.is_role(at, Role::Of)
                            && scan.is_role(at, Role::Article);
                        // «ha invitato X ad Ankara»: where to.
                        let towards = !token.is_capital()
                            && scan.is_role(at, Role::To)
                            && !scan.is_role(at, Role::Article)
                            && !scan.tokens.get(e).is_some_and(|t| t.is_joint());
                        let goes_on = goes_on && !whose && !towards;
                        let own = token.is_capital()
                            || words > 0
                            || titled
                            || at > i
                            || scan.tokens.get(e).is_some_and(|t| t.is_joint());
                        if goes_on && own {
                            // «Abdel», «Abu» and the like begin a first name.
                            if words == 0
                                && token.is_capital()
                                && self.class_at(at, &[NameClass::GivenM]).is_some()
                            {
                                given = true;
                                gender = Gender::M;
                            }
                            at = e;
                            continue;
                        }
                        if !token.is_capital() || words == 0 {
                            break;
                        }
                    }
                    NameClass::Suffix if words > 0 => {
                        end = e;
                        break;
                    }
                    NameClass::GivenM | NameClass::GivenF if token.is_capital() && words == 0 => {
                        given = true;
                        gender = if class == NameClass::GivenM {
                            Gender::M
                        } else {
                            Gender::F
                        };
                        if scan.at(at, Table::Names).any(|c| {
                            c.row != row
                                && matches!(
                                    (class, scan.pack.names[c.row as usize].class),
                                    (NameClass::GivenM, NameClass::GivenF)
                                        | (NameClass::GivenF, NameClass::GivenM)
                                )
                        }) {
                            gender = Gender::Any;
                        }
                    }
                    _ => {}
                }
            }
            let stops = !token.is_capital()
                || token.function
                    && self
                        .class_at(at, &[NameClass::GivenM, NameClass::GivenF])
                        .is_none()
                    && words == 0
                || words > 0
                    && token.function
                    && token.shape == Shape::Capital
                    && self.class_at(at, &[NameClass::Particle]).is_none()
                    && text.chars().count() <= 3
                || self.class_at(at, &[NameClass::NotName]).is_some() && !(words > 0 && given)
                || words > 0
                    && self
                        .class_at(
                            at,
                            &[NameClass::OrgHead, NameClass::OrgTail, NameClass::EventHead],
                        )
                        .is_some()
                || words > 0
                    && !(given && self.inner_title(at))
                    && scan
                        .at(at, Table::Titles)
                        .any(|c| scan.pack.titles[c.row as usize].class != TitleClass::Family)
                || gazetteer::demonym(scan, at).is_some() && words == 0
                || token.shape == Shape::Upper
                    && text.chars().count() > 2
                    && !self.capitals
                    && words > 0
                    && !scan.tokens[i].is_capital();
            if stops {
                break;
            }
            words += 1;
            at += 1;
            end = at;
        }
        if words == 0 {
            return None;
        }
        if self.capitals && title.is_none() && !given {
            return None;
        }
        let titled = title.is_some();
        // An honest doubt: a title at the start of a sentence may be a common noun there.
        if !given && !titled {
            return None;
        }
        if !titled && words < 2 {
            return None;
        }
        let range = i..end;
        let mut c = self.candidate(range, if titled { "title-name" } else { "first-name" });
        c = self.with_title(c, title);
        c.kind = Some(Kind::Person);
        if c.gender == Gender::Any {
            c.gender = gender;
        }
        c.strength = 2;
        Some(c)
    }

    /// «Hassan Sheikh Mohamud»: a word of honour between a first name and a surname is a name.
    fn inner_title(&self, at: usize) -> bool {
        let scan = self.scan;
        let honour = scan.at(at, Table::Titles).any(|c| {
            c.end as usize == at + 1 && &*scan.pack.titles[c.row as usize].role == "sheikh"
        });
        honour
            && at + 1 < self.sentence.end
            && scan.tokens[at + 1].is_word()
            && scan.tokens[at + 1].is_capital()
    }

    /// Without capitals: title or first name, then first names, particles and surnames.
    fn person_uncased(&self, i: usize, title: Option<&Title>) -> Option<Candidate> {
        let scan = self.scan;
        let classes = [
            NameClass::GivenM,
            NameClass::GivenF,
            NameClass::Surname,
            NameClass::Particle,
        ];
        let mut at = i;
        let mut words = 0;
        let mut given = 0;
        let mut gender = Gender::Any;
        // A word that no table knows and that may be part of a name.
        let unknown = |k: usize| {
            scan.tokens[k].is_word()
                && !scan.tokens[k].function
                && gazetteer::hit(scan, k).is_none()
                && scan.cues_at(k).is_empty()
        };
        // «السفير الإيطالي جانلوكا …»: after a title with its article an unknown word without one
        // is a first name, if another word goes on.
        if title.is_some_and(|t| t.end == i && i > 0 && scan.tokens[i - 1].prefix > 0)
            && i + 1 < self.sentence.end
            && scan.tokens[i].prefix == 0
            && unknown(i)
            && (unknown(i + 1)
                || self
                    .class_at(
                        i + 1,
                        &[NameClass::GivenM, NameClass::GivenF, NameClass::Surname],
                    )
                    .is_some())
        {
            at = i + 1;
            words = 1;
            given = 1;
        }
        while at < self.sentence.end && words < 5 {
            let token = &scan.tokens[at];
            if token.is_joint() && at > i {
                at += 1;
                continue;
            }
            // «التقى … بوتين رجب …»: the next known name is another one.
            let other = at > i && given > 0 && gazetteer::hit(scan, at).is_some_and(|h| !h.weak);
            if !token.is_word() || other {
                break;
            }
            match self.class_at(at, &classes) {
                Some((e, class, _)) => {
                    if words == 0 {
                        match class {
                            NameClass::GivenM => gender = Gender::M,
                            NameClass::GivenF => gender = Gender::F,
                            _ => {}
                        }
                    }
                    given += usize::from(class != NameClass::Particle);
                    words += 1;
                    at = e;
                }
                // One unknown word may follow a first name: its surname.
                None if given > 0
                    && words < 3
                    && !token.function
                    && !scan.cues_at(at).iter().any(|c| {
                        matches!(
                            c.table,
                            Table::Speech
                                | Table::Relations
                                | Table::Titles
                                | Table::Topics
                                | Table::Hedges
                                | Table::Negation
                                | Table::Dates
                        )
                    })
                    && (title.is_some() || scan.text(at).starts_with("ال") || words == 1) =>
                {
                    words += 1;
                    at += 1;
                    break;
                }
                None => break,
            }
        }
        if given == 0 || words < 2 && title.is_none() {
            return None;
        }
        let mut c = self.candidate(
            i..at,
            if title.is_some() {
                "title-name"
            } else {
                "first-name"
            },
        );
        // A name keeps its own article; only the conjunctions and prepositions go.
        c = self.with_title(c, title);
        c.kind = Some(Kind::Person);
        if c.gender == Gender::Any {
            c.gender = gender;
        }
        c.strength = 2;
        Some(c)
    }

    /// Any other capitalised run: judged by its neighbours.
    fn other(&self, i: usize, title: Option<&Title>) -> Option<Candidate> {
        let scan = self.scan;
        if !scan.pack.cased || !scan.tokens[i].is_capital() || !scan.tokens[i].is_word() {
            return None;
        }
        // «“Al Wasat” writes»: an article that is a word of the language too.
        if let Some(end) = self.quoted(i)
            && self.class_at(i, &[NameClass::Particle]).is_some()
        {
            let mut c = self.candidate(i..end, "quoted-name");
            c.kind = Some(Kind::Organization);
            c.strength = 1;
            if let Some(head) = self.head_before(i, NameClass::MediaHead) {
                c.strength = 2;
                c.why = Why::new("media-noun", [c.span, head]);
            }
            return Some(c);
        }
        if gazetteer::demonym(scan, i).is_some()
            || (title.is_none() || scan.pack.is_title_abbreviation(scan.text(i)))
                && scan.at(i, Table::Titles).next().is_some()
            || scan.tokens[i].function
                && scan.tokens[i].shape != Shape::Upper
                && !self.odd_capital(i)
                && !self.hyphened_particle(i)
        {
            return None;
        }
        let mut end = i;
        let mut at = i;
        let mut words = 0;
        let mut another = false;
        while at < self.sentence.end && words < 5 {
            let token = &scan.tokens[at];
            if at > i
                && token.is_joint()
                && scan
                    .tokens
                    .get(at + 1)
                    .is_some_and(|t| !t.spaced && t.is_word())
            {
                at += 1;
                continue;
            }
            // «Speaking at X»: where prepositions are no particles, only a hyphen makes one of them.
            let particle = self.class_at(at, &[NameClass::Particle]).is_some()
                && (scan.pack.free_subject
                    || !scan.is_any_role(at, &[Role::At, Role::As, Role::In, Role::On])
                    || scan.tokens.get(at + 1).is_some_and(|t| t.is_joint()));
            another = at > i && self.begins_another(i, at);
            if !token.is_word()
                || another
                || !token.is_capital()
                    && !(particle
                        && words > 0
                        && scan
                            .tokens
                            .get(at + 1)
                            .is_some_and(|t| t.is_capital() || t.is_joint()))
                || self
                    .class_at(at, &[NameClass::NotName, NameClass::EventHead])
                    .is_some()
                || at > i
                    && !particle
                    && (gazetteer::hit(scan, at).is_some_and(|h| h.range.len() > 1 || !h.weak)
                        && scan.text(at).chars().count() > 3
                        && data().known[gazetteer::hit(scan, at).map_or(0, |h| h.known) as usize]
                            .kind
                            == Kind::Place
                        && words > 1)
                || at > i && scan.at(at, Table::Titles).next().is_some()
                || at > i
                    && gazetteer::demonym(scan, at).is_some()
                    && words > 0
                    && scan
                        .tokens
                        .get(at + 1)
                        .is_some_and(|t| t.is_word() && !t.is_capital())
            {
                break;
            }
            words += 1;
            at += 1;
            end = at;
        }
        if words == 0 {
            return None;
        }
        let single = words == 1 && scan.text(i).chars().count() < 2;
        let common = words == 1
            && self
                .class_at(
                    i,
                    &[
                        NameClass::PlaceHead,
                        NameClass::OrgHead,
                        NameClass::OrgAdjective,
                        NameClass::MediaHead,
                    ],
                )
                .is_some();
        let followed = words == 1
            && self.is_initial(i)
            && gazetteer::hit(scan, end).is_some_and(|h| !h.weak)
            && end < self.sentence.end;
        // «la portavoce degli Esteri Anna …»: an office, not a name.
        let office = words == 1
            && another
            && scan.pack.adjective_after
            && i > self.sentence.start
            && scan.is_role(i - 1, Role::Article);
        if single || common || followed || office {
            return None;
        }
        // «le Finanze di Islamabad»: a particle at the end leads on to another name.
        while end > i + 1 && !scan.tokens[end - 1].is_capital() {
            end -= 1;
        }
        // A letter alone at the end is a label («Structure A»).
        if words > 1 && end > i + 1 && scan.text(end - 1).chars().count() == 1 {
            end -= 1;
        }
        let range = i..end;
        let mut c = self.candidate(range.clone(), "capitals");
        if scan.block(&scan.sentences[scan.sentence_of(i)]).kind == BlockKind::Heading {
            c.display = true;
        }
        let initial = self.is_initial(i);
        let before = range
            .start
            .checked_sub(1)
            .filter(|b| *b >= self.sentence.start);
        let text = scan.text(i);
        let upper = scan.tokens[i].shape == Shape::Upper;
        if self.capitals {
            return None;
        }
        if words == 1 && upper && text.chars().count() >= 2 && !text.ends_with('.') {
            if is_roman(text) {
                return None;
            }
            c.kind = Some(Kind::Organization);
            c.strength = 1;
            c.why.rule = "abbreviation".into();
            return Some(c);
        }
        // A place's noun before it: «the city of X», «porto di X».
        if let Some(head) = self.head_before(i, NameClass::PlaceHead) {
            c.kind = Some(Kind::Place);
            c.strength = 2;
            c.why = Why::new("place-noun", [c.span, head]);
            return Some(c);
        }
        if let Some(head) = self.head_before(i, NameClass::MediaHead) {
            c.kind = Some(Kind::Organization);
            c.strength = 2;
            c.why = Why::new("media-noun", [c.span, head]);
            return Some(c);
        }
        // «le groupe X», «la società X»: an institution's noun right before one word.
        // «the X crossing», «the X field».
        if !scan.pack.adjective_after
            && title.is_none()
            && end < self.sentence.end
            && !scan.tokens[end].is_capital()
            && !self.is_ordinary(i)
            && before.is_some_and(|b| {
                scan.is_role(b, Role::Article) || !scan.tokens[b].is_capital() && self.is_plain(b)
            })
            && let Some((e, _, _)) = self.class_at(end, &[NameClass::PlaceHead])
        {
            c.kind = Some(Kind::Place);
            c.strength = 2;
            c.why = Why::new("place-noun", [c.span, scan.span(end..e)]);
            return Some(c);
        }
        if let Some((_, _, _)) = before
            .filter(|b| words <= 3 && !scan.tokens[*b].is_capital())
            .and_then(|b| self.class_at(b, &[NameClass::OrgHead]))
            .filter(|(e, _, _)| *e == i && title.is_none())
        {
            let head = before.map(|b| scan.tokens[b].span);
            c.kind = Some(Kind::Organization);
            c.strength = 2;
            c.why = Why::new("institution-noun", std::iter::once(c.span).chain(head));
            return Some(c);
        }
        // «i ministri Piantedosi e Bernini»: who stands beside one with a title.
        if words == 1 && title.is_none() && self.beside_titled(i) {
            c.kind = Some(Kind::Person);
            c.strength = 1;
            c.why.rule = "title-name".into();
            return Some(c);
        }
        // Who speaks is a person or an institution.
        let speaks = self.speech_beside(&range);
        let apposition = self.apposition(range.end);
        let ordinary = self.is_ordinary(i);
        // «in Tin Hama», «nel Mar Cinese Meridionale»: several words after a preposition of place.
        let odd = self.odd_capital(i);
        let possessed = end < self.sentence.end && scan.pack.is_clitic(scan.text(end));
        let placed = words > 1
            && title.is_none()
            && !possessed
            && before.is_some_and(|b| {
                let article = scan.is_role(b, Role::Article) && b > self.sentence.start;
                let at = if article && !scan.is_role(b, Role::In) {
                    b - 1
                } else {
                    b
                };
                odd || scan.is_role(at, Role::In)
            });
        if placed && speaks.is_none() && scan.tokens[i].shape == Shape::Capital {
            c.strength = 2;
            c.kind = Some(Kind::Place);
            c.why.rule = "after-preposition".into();
            return Some(c);
        }
        if let Some(span) = apposition.filter(|_| !initial || words > 1) {
            c.kind = Some(Kind::Person);
            c.strength = 1 + u8::from(words > 1);
            c.why = Why::new("name-apposition", [c.span, span]);
            return Some(c);
        }
        if initial && words == 1 {
            if ordinary {
                return None;
            }
            c.strength = 0;
            // People are introduced by their full name; who speaks under one word that no full
            // name has is an institution.
            c.kind = speaks.map(|_| Kind::Organization);
            c.hints = self.hints(&range, speaks.is_some());
            if let Some(s) = speaks {
                c.why.cues.push(s);
            }
            return Some(c);
        }
        if initial && ordinary && words < 3 && scan.tokens[i].shape == Shape::Capital {
            // «Military Training begins …»: drop the ordinary first word where more follows.
            return None;
        }
        c.strength = u8::from(!ordinary || words > 1 && !self.in_display(i));
        let locative = before
            .is_some_and(|b| scan.is_any_role(b, &[Role::In, Role::At, Role::To, Role::From]));
        // «The Kremlin said», «la Lega»: one word after an article.
        let article = words == 1 && before.is_some_and(|b| scan.is_role(b, Role::Article));
        // People have no article before their full name.
        let thing = words > 1
            && title.is_none()
            && before.is_some_and(|b| scan.is_role(b, Role::Article) && !scan.is_role(b, Role::Of));
        c.kind = if thing {
            None
        } else if let Some(s) = speaks {
            c.why.cues.push(s);
            Some(if words > 1 || !initial && !article {
                Kind::Person
            } else {
                Kind::Organization
            })
        } else if words == 1 && locative {
            c.why.rule = "after-preposition".into();
            Some(Kind::Place)
        } else if words > 1 && scan.tokens[i].shape == Shape::Capital && self.looks_personal(&range)
        {
            Some(Kind::Person)
        } else if scan.tokens[i].shape == Shape::Mixed {
            Some(Kind::Organization)
        } else if words == 1
            && !article
            && self
                .class_at(i, &[NameClass::GivenM, NameClass::GivenF])
                .is_some_and(|(e, ..)| e == end)
        {
            // «il figlio del maresciallo, Saddam,»: a first name alone.
            Some(Kind::Person)
        } else {
            None
        };
        Some(c)
    }

    /// Whether a name is joined to one or more that a title in the plural introduces.
    fn beside_titled(&self, i: usize) -> bool {
        let scan = self.scan;
        let capital = |t: usize| scan.tokens[t].is_word() && scan.tokens[t].is_capital();
        let mut at = i;
        while at > self.sentence.start + 1 && i - at < 8 {
            let joint = at - 1;
            if !scan.is_role(joint, Role::And) && scan.text(joint) != "," {
                break;
            }
            let mut from = joint;
            while from > self.sentence.start && capital(from - 1) {
                from -= 1;
            }
            if from == joint {
                return false;
            }
            let title = (from.saturating_sub(3).max(self.sentence.start)..from).any(|t| {
                scan.at(t, Table::Titles).any(|c| c.end as usize == from)
                    && scan.pack.is_plural_word(scan.text(from - 1))
                    && !scan.tokens[from - 1].is_capital()
            });
            if title {
                return true;
            }
            at = from;
        }
        false
    }

    /// How much speaks for a name in a capitalised word that begins its sentence.
    fn hints(&self, range: &Range<usize>, speaks: bool) -> u8 {
        let scan = self.scan;
        let after = range.end;
        if after >= self.sentence.end {
            return 0;
        }
        // «Rosneft chief executive Igor …»
        let title = scan.at(after, Table::Titles).any(|t| {
            scan.tokens
                .get(t.end as usize)
                .is_some_and(|n| n.is_capital())
        });
        // «Rosneft’s»
        let possessive = scan.pack.is_clitic(scan.text(after));
        // «Rosneft may», «Rosneft is»
        let verb = scan.is_any_role(after, &[Role::Be, Role::Have])
            || scan.at(after, Table::Hedges).next().is_some()
            || scan
                .at(after, Table::Relations)
                .any(|c| scan.pack.relations[c.row as usize].pos == Pos::Verb);
        // «Eni and Libya’s …»
        let joined = scan.is_role(after, Role::And)
            && scan
                .tokens
                .get(after + 1)
                .is_some_and(|t| t.is_word() && t.is_capital());
        // «Bakers said», «Nomads have»: a noun in the plural does all of that but the first.
        let plural = scan.pack.is_plural_word(scan.text(range.start));
        2 * u8::from(title) + u8::from(!plural && (possessive || verb || joined || speaks))
    }

    /// The end of words between quotation marks that are written as a name: «Al Wasat».
    fn quoted(&self, i: usize) -> Option<usize> {
        let scan = self.scan;
        if i == 0 || scan.tokens[i - 1].kind != TokenKind::Quote {
            return None;
        }
        let mut at = i;
        let mut words = 0;
        while at < self.sentence.end && words <= 4 {
            let token = &scan.tokens[at];
            if token.kind == TokenKind::Quote {
                break;
            }
            if token.is_word() {
                if !token.is_capital() {
                    return None;
                }
                words += 1;
            } else if !token.is_joint() {
                return None;
            }
            at += 1;
        }
        let closed = scan
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Quote);
        (closed && (2..=4).contains(&words)).then_some(at)
    }

    /// Whether another name begins inside a run: a first name with its surname after a place or
    /// after ordinary words («quello della Difesa Mario …», «в Кремле Данилу …»), or a known place
    /// after a word that has a capital only because it begins the sentence («Besides Libya»).
    fn begins_another(&self, i: usize, at: usize) -> bool {
        let scan = self.scan;
        let first_name = self
            .class_at(at, &[NameClass::GivenM, NameClass::GivenF])
            .is_some()
            && scan.tokens[at].is_capital()
            && scan
                .tokens
                .get(at + 1)
                .is_some_and(|t| at + 1 < self.sentence.end && t.is_word() && t.is_capital());
        if first_name {
            let after_place = i > self.sentence.start
                && !scan.tokens[i - 1].is_capital()
                && (scan.is_any_role(i - 1, &[Role::In, Role::At])
                    || scan.pack.adjective_after && scan.is_role(i - 1, Role::Article));
            return after_place
                || (i..at).all(|k| {
                    scan.tokens[k].is_joint() || self.is_ordinary(k) || self.is_institutional(k)
                });
        }
        at == i + 1
            && self.is_initial(i)
            && !self.in_display(i)
            && scan.tokens[i].shape == Shape::Capital
            && scan.tokens[at].is_word()
            && gazetteer::country(scan, at).is_some()
    }

    /// «Al-X» at the start of a sentence, where «al» is a preposition too.
    fn hyphened_particle(&self, i: usize) -> bool {
        let scan = self.scan;
        self.class_at(i, &[NameClass::Particle]).is_some()
            && scan
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.is_joint() && !t.spaced)
            && scan
                .tokens
                .get(i + 2)
                .is_some_and(|t| t.is_capital() && !t.spaced)
    }

    /// «a Da Nang»: a preposition with a capital inside a sentence, after another one and before a
    /// capital, is part of a name.
    fn odd_capital(&self, i: usize) -> bool {
        let scan = self.scan;
        i > self.sentence.start
            && !self.in_display(i)
            && scan.tokens[i].shape == Shape::Capital
            && !scan.is_any_role(i, &[Role::Article, Role::FirstPerson])
            && scan.is_any_role(i - 1, &[Role::In, Role::At, Role::To, Role::From, Role::Of])
            && !scan.tokens[i - 1].is_capital()
            && scan
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.is_word() && t.shape == Shape::Capital)
    }

    /// A word in lower case that the grammar does not know.
    fn is_plain(&self, i: usize) -> bool {
        let t = &self.scan.tokens[i];
        t.is_word() && !t.function
    }

    /// Whether the tables have it as an ordinary word.
    fn is_ordinary(&self, i: usize) -> bool {
        self.scan.cues_at(i).iter().any(|cue| {
            matches!(
                cue.table,
                Table::Topics
                    | Table::Relations
                    | Table::Speech
                    | Table::Hedges
                    | Table::Evaluation
                    | Table::Numbers
                    | Table::Dates
            )
        })
    }

    /// Whether institutions' names are made with it.
    fn is_institutional(&self, i: usize) -> bool {
        self.class_at(
            i,
            &[
                NameClass::OrgHead,
                NameClass::OrgTail,
                NameClass::OrgAdjective,
            ],
        )
        .is_some()
    }

    /// Two or three plain capitalised words of which none is an ordinary word.
    fn looks_personal(&self, range: &Range<usize>) -> bool {
        range.clone().all(|k| {
            let t = &self.scan.tokens[k];
            !t.is_word()
                || t.shape == Shape::Capital
                    && !self.scan.cues_at(k).iter().any(|c| {
                        matches!(
                            c.table,
                            Table::Topics | Table::Relations | Table::Evaluation | Table::Known
                        )
                    })
                || self.class_at(k, &[NameClass::Particle]).is_some()
        }) && range.len() <= 4
    }

    /// A noun of this class right before a name, perhaps with «of» between.
    fn head_before(&self, i: usize, class: NameClass) -> Option<Span> {
        let scan = self.scan;
        let mut at = i;
        for _ in 0..4 {
            at = at.checked_sub(1).filter(|a| *a >= self.sentence.start)?;
            let token = &scan.tokens[at];
            // «il giornale algerino “…”»
            let adjective = scan.pack.adjective_after && gazetteer::demonym(scan, at).is_some();
            if token.kind == TokenKind::Quote
                || adjective
                || scan.is_any_role(at, &[Role::Of, Role::Article])
            {
                continue;
            }
            // «miniere d'oro di X»: of several words.
            return (at.saturating_sub(3).max(self.sentence.start)..=at).find_map(|from| {
                let (end, ..) = self.class_at(from, &[class])?;
                (end == at + 1).then(|| scan.span(from..end))
            });
        }
        None
    }

    /// A speech verb beside a run: «X said», «ha detto X».
    fn speech_beside(&self, range: &Range<usize>) -> Option<Span> {
        let scan = self.scan;
        let verb = |cue: &&super::scan::Cue| {
            let row = &scan.pack.speech[cue.row as usize];
            row.pos == Pos::Verb && !row.flags.has(Flag::Impersonal)
        };
        for at in range.end..self.sentence.end.min(range.end + 2) {
            if let Some(c) = scan.at(at, Table::Speech).find(verb) {
                return Some(scan.cue_span(c));
            }
        }
        (range.start.saturating_sub(2).max(self.sentence.start)..range.start)
            .find_map(|at| {
                scan.at(at, Table::Speech)
                    .find(verb)
                    .filter(|c| c.end as usize == range.start)
            })
            .map(|c| scan.cue_span(c))
    }

    /// «, the … minister», «, analista di …» after a run.
    fn apposition(&self, after: usize) -> Option<Span> {
        let scan = self.scan;
        if scan.text(after) != "," || after + 1 >= self.sentence.end {
            return None;
        }
        for at in after + 1..self.sentence.end.min(after + 6) {
            if !scan.tokens[at].is_word()
                && !scan.tokens[at].is_joint()
                && scan.tokens[at].kind != TokenKind::Number
            {
                return None;
            }
            if let Some(c) = scan.at(at, Table::Titles).next() {
                return Some(scan.cue_span(c));
            }
        }
        None
    }
}

/// Whether a demonym at a token is the noun for a people in the plural.
fn plural_people(scan: &Scan, i: usize, country: u16) -> bool {
    let text = crate::text::fold::fold(scan.text(i));
    let known = &data().known[country as usize];
    let forms = known.demonyms.iter().find(|(c, _)| *c == scan.pack.code);
    let forms = forms.map_or(&[][..], |(_, n)| n.as_slice());
    if scan.pack.capital_demonyms {
        // English: «Russians», also «the French» after an article.
        return text.ends_with('s')
            && forms.iter().any(|f| crate::text::fold::fold(f) == text)
            && forms
                .first()
                .is_some_and(|f| crate::text::fold::fold(f) != text)
            || i > 0 && scan.is_role(i - 1, Role::Article) && text.ends_with(['h', 'e']);
    }
    text.ends_with(['i', 's', 'e', 'ы'])
}

/// A numeral such as XIV.
fn is_roman(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
        && !matches!(text, "C" | "CC" | "CI" | "IL")
}

/// Abbreviations in brackets after the name they stand for (Schwartz and Hearst 2003: the letters
/// of the short form begin words of the long form, in order).
fn abbreviations(scan: &Scan, out: &mut [Candidate], from: usize) {
    for i in from..out.len() {
        let c = &out[i];
        let bracket = c
            .range
            .start
            .checked_sub(1)
            .is_some_and(|b| scan.text(b) == "(")
            && matches!(scan.text(c.range.end), ")" | "," | ";");
        if !bracket || c.range.len() != 1 {
            continue;
        }
        let Some(previous) = i
            .checked_sub(1)
            .filter(|p| *p >= from)
            .map(|p| out[p].clone())
        else {
            continue;
        };
        let gap = (previous.range.end..c.range.start)
            .all(|k| !scan.tokens[k].is_word() || scan.tokens[k].function);
        // «National Liberation Army (ELN)»: the letters are those of another language.
        let short = scan.text(c.range.start);
        let foreign = c.known.is_none()
            && previous.kind == Some(Kind::Organization)
            && previous.range.len() > 1
            && previous.range.end + 1 == c.range.start
            && scan.text(c.range.end) == ")"
            && match scan.tokens[c.range.start].shape {
                Shape::Upper => (2..=6).contains(&short.chars().count()),
                Shape::Capital => (2..=3).contains(&short.chars().count()),
                _ => false,
            };
        if !gap || !foreign && !stands_for(scan, &previous.range, short) {
            continue;
        }
        let kind = previous.kind.or(Some(Kind::Organization));
        if let Some(known) = previous.known {
            out[i].known = Some(known);
        } else if let Some(known) = out[i].known.filter(|_| !out[i].weak) {
            // The tables know the short form: so they know the long one.
            out[i - 1].known = Some(known);
            out[i - 1].why.rule = "abbreviation-defined".into();
            continue;
        }
        out[i].kind = kind;
        out[i].strength = 2;
        out[i].stands_for = Some(previous.range);
        out[i].why.rule = "abbreviation-defined".into();
    }
}

/// Whether the letters of a short form begin words of a long one, in order.
fn stands_for(scan: &Scan, long: &Range<usize>, short: &str) -> bool {
    let letters: Vec<char> = crate::text::fold::fold(short)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    if letters.len() < 2 {
        return false;
    }
    let initials: Vec<char> = long
        .clone()
        .filter(|k| scan.tokens[*k].is_word())
        .filter_map(|k| crate::text::fold::fold(scan.text(k)).chars().next())
        .collect();
    let mut at = 0;
    let mut hits = 0;
    for letter in &letters {
        if let Some(step) = initials[at.min(initials.len())..]
            .iter()
            .position(|i| i == letter)
        {
            at += step + 1;
            hits += 1;
        }
    }
    hits >= 2 && hits * 3 >= letters.len() * 2
}

/// One sense a document: what a run is in the places that prove it, it is everywhere.
fn support(scan: &Scan, out: &mut [Candidate]) {
    use std::collections::BTreeMap;
    let key = |c: &Candidate| name_key(c.span.of(scan.body));
    // Words that begin sentences: names where enough speaks for it, and nothing writes them small.
    let mut hints: BTreeMap<Key, u8> = BTreeMap::new();
    for c in out.iter().filter(|c| c.hints > 0) {
        let sum = hints.entry(key(c)).or_default();
        *sum = sum.saturating_add(c.hints);
    }
    hints.retain(|_, sum| *sum >= 2);
    for c in out.iter_mut().filter(|c| c.known.is_none()) {
        if c.strength > 0 || c.range.len() != 1 || !hints.contains_key(&key(c)) {
            continue;
        }
        let word = scan.tokens[c.range.start].key;
        let small = |t: &crate::text::token::Token| t.key == word && t.shape == Shape::Lower;
        if !scan.tokens.iter().any(small) {
            c.strength = 1;
            c.why.rule = "subject-name".into();
        }
    }
    // The greatest strength, and how much speaks for each kind.
    type Votes = (u8, SmallVec<[(Kind, u32); 3]>);
    let mut votes: BTreeMap<Key, Votes> = BTreeMap::new();
    for c in out.iter().filter(|c| c.known.is_none() && !c.display) {
        let entry = votes.entry(key(c)).or_default();
        entry.0 = entry.0.max(c.strength);
        if let Some(kind) = c.kind {
            let vote = 1 + 2 * u32::from(c.strength);
            match entry.1.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, votes)) => *votes += vote,
                None => entry.1.push((kind, vote)),
            }
        }
    }
    for c in out.iter_mut().filter(|c| c.known.is_none()) {
        let Some((strength, kinds)) = votes.get(&key(c)) else {
            continue;
        };
        if let Some((kind, _)) = kinds
            .iter()
            .max_by_key(|(k, n)| (*n, std::cmp::Reverse(*k)))
        {
            c.kind = Some(*kind);
        }
        if c.strength < *strength {
            c.strength = *strength;
            c.display = false;
            c.why.rule = "same-name-elsewhere".into();
        }
    }
}
