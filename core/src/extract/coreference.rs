//! Coreference: titles, roles, institution nouns and pronouns that refer to named entities.

use super::EntityIx;
use super::chunk::PREPOSITIONS;
use super::gazetteer;
use super::mention::{Found, mention};
use super::scan::{Cue, Scan};
use crate::data::data;
use crate::lang::pack::{Flag, Gender, NameClass, Pos, Role, SpeechClass, Table, TitleClass};
use crate::text::fold::key;
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Form, Kind};

/// Adds nominal and pronominal mentions to the named ones.
pub fn resolve(scan: &Scan, found: &mut Found) {
    apposed_roles(scan, found);
    let mut reader = Reader {
        scan,
        recent: Vec::new(),
        out: Vec::new(),
    };
    let mut next = 0;
    for s in 0..scan.sentences.len() {
        reader.sentence(s, found, &mut next);
    }
    let added = reader.out;
    found.mentions.extend(added);
    found.mentions.sort_by_key(|m| (m.span.start, m.span.end));
    // A description never stands inside or across a name.
    let mut end = 0;
    found.mentions.retain(|m| {
        let keep = m.span.start >= end || m.form == Form::Name;
        if keep {
            end = end.max(m.span.end);
        }
        keep
    });
}

/// Roles from appositions: «Haftar, the commander of …», «il ministro della Difesa, Belousov».
fn apposed_roles(scan: &Scan, found: &mut Found) {
    for i in 0..found.mentions.len() {
        let m = &found.mentions[i];
        let entity = m.entity;
        if found.entity(entity).kind != Kind::Person {
            continue;
        }
        let tokens = scan.tokens_in(m.span);
        let sentence = scan.sentences[scan.sentence_of(tokens.start)]
            .tokens
            .clone();
        let add = |cue: &Cue, found: &mut Found| {
            let row = &scan.pack.titles[cue.row as usize];
            let e = &mut found.entities[entity.0 as usize];
            if row.class != TitleClass::Honorific
                && !row.role.is_empty()
                && !e.roles.contains(&row.role)
            {
                e.roles.push(row.role.clone());
            }
            if e.gender == Gender::Any {
                e.gender = row.gender;
            }
        };
        // After: «, the … title».
        if scan.text(tokens.end) == "," {
            let limit = sentence.end.min(tokens.end + 8);
            for t in tokens.end + 1..limit {
                if scan.tokens[t].kind == TokenKind::Mark
                    || scan.is_role(t, Role::Relative)
                    || t == tokens.end + 1 && scan.is_role(t, Role::And)
                {
                    break;
                }
                let cues: Vec<Cue> = scan.at(t, Table::Titles).copied().collect();
                if !cues.is_empty() {
                    for c in &cues {
                        add(c, found);
                    }
                    break;
                }
                // «X, has met the minister»: the comma opened no apposition.
                if scan.is_any_role(t, &[Role::Have, Role::Be]) && scan.tokens[t].is_word() {
                    break;
                }
            }
        }
        // Before: «title of X, Name».
        if tokens.start > sentence.start && scan.text(tokens.start - 1) == "," {
            let from = tokens.start.saturating_sub(14).max(sentence.start);
            let cues: Vec<Cue> = (from..tokens.start - 1)
                .rev()
                .take_while(|t| scan.text(*t) != "," && scan.tokens[*t].kind != TokenKind::Stop)
                .filter_map(|t| scan.at(t, Table::Titles).next().copied())
                .take(1)
                .collect();
            for c in &cues {
                add(c, found);
            }
        }
    }
}

/// A person or institution as it came up.
struct Recent {
    entity: EntityIx,
    sentence: usize,
    token: usize,
    /// Stands where subjects stand: no preposition before it.
    subject: bool,
}

struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    recent: Vec<Recent>,
    out: Vec<super::Mention>,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, s: usize, found: &mut Found, next: &mut usize) {
        let scan = self.scan;
        let range = scan.sentences[s].tokens.clone();
        let mut t = range.start;
        while t < range.end {
            // Names come up in their order.
            if let Some(m) = found.mentions.get(*next)
                && m.span.start <= scan.tokens[t].span.start + u32::from(scan.tokens[t].prefix)
            {
                let end = scan.tokens_in(m.span).end;
                let subject = t == range.start
                    || !self.after_preposition(t, range.start) && !self.object(t, range.start);
                self.recent.push(Recent {
                    entity: m.entity,
                    sentence: s,
                    token: t,
                    subject,
                });
                *next += 1;
                t = end.max(t + 1);
                continue;
            }
            if let Some((entity, end, rule, cue)) = self.nominal(t, s, &range, found) {
                let from = self.determiner(t, range.start).unwrap_or(t);
                let from = if scan.is_any_role(from, &PREPOSITIONS) && from < t {
                    from + 1
                } else {
                    from
                };
                let from = if self.is_possessive(from) { t } else { from };
                let subject = from == range.start || !self.after_preposition(from, range.start);
                let span = scan.span(from.min(t)..end);
                self.out
                    .push(mention(span, entity, Form::Nominal, rule, vec![cue]));
                self.recent.push(Recent {
                    entity,
                    sentence: s,
                    token: t,
                    subject,
                });
                t = end;
                continue;
            }
            if let Some((entity, rule)) = self.pronoun(t, s, &range, found) {
                // «he» tells what the name did not.
                if !scan.pack.free_subject && found.entity(entity).gender == Gender::Any {
                    let gender = if scan.is_any_role(t, &[Role::PronounM, Role::PossessiveM]) {
                        Gender::M
                    } else {
                        Gender::F
                    };
                    found.entities[entity.0 as usize].gender = gender;
                }
                self.out.push(mention(
                    scan.tokens[t].span,
                    entity,
                    Form::Pronoun,
                    rule,
                    vec![],
                ));
                let subject = !self.is_possessive(t);
                self.recent.push(Recent {
                    entity,
                    sentence: s,
                    token: t,
                    subject,
                });
            }
            t += 1;
        }
    }

    fn is_possessive(&self, t: usize) -> bool {
        self.scan.is_any_role(
            t,
            &[
                Role::PossessiveM,
                Role::PossessiveF,
                Role::PossessiveN,
                Role::PossessivePl,
            ],
        )
    }

    fn after_preposition(&self, t: usize, start: usize) -> bool {
        let mut at = t;
        while at > start && t - at < 6 {
            at -= 1;
            if self.scan.is_any_role(at, &PREPOSITIONS) {
                return true;
            }
            let light = self.scan.is_role(at, Role::Article)
                || self.scan.at(at, Table::Titles).next().is_some()
                || gazetteer::demonym(self.scan, at).is_some()
                || self.scan.tokens[at].is_capital()
                    && self.scan.at(at, Table::Titles).next().is_some();
            if !light {
                return false;
            }
        }
        false
    }

    /// Whether a phrase stands right after a verb that takes it as its object («asked Haftar»), where
    /// the subject comes first.
    fn object(&self, t: usize, start: usize) -> bool {
        let scan = self.scan;
        if scan.pack.free_subject {
            return false;
        }
        let mut at = t;
        while at > start && t - at < 6 {
            at -= 1;
            let light = scan.is_role(at, Role::Article)
                || scan.at(at, Table::Titles).next().is_some()
                || gazetteer::demonym(scan, at).is_some();
            if light {
                continue;
            }
            return scan.cues_at(at).iter().any(|c| match c.table {
                Table::Relations => {
                    scan.pack.relations[c.row as usize].pos == Pos::Verb && c.end as usize > at
                }
                Table::Speech => {
                    let row = &scan.pack.speech[c.row as usize];
                    row.pos == Pos::Verb
                        && (row.flags.has(Flag::TakesObject) || row.class == SpeechClass::Ask)
                }
                _ => false,
            });
        }
        false
    }

    /// The determiner before a noun, over adjectives: its token.
    fn determiner(&self, t: usize, start: usize) -> Option<usize> {
        let scan = self.scan;
        let mut at = t;
        while at > start && t - at < 4 {
            at -= 1;
            if scan.is_any_role(at, &[Role::Article, Role::Demonstrative]) || self.is_possessive(at)
            {
                return Some(at);
            }
            let token = &scan.tokens[at];
            let adjective = token.is_word()
                && (gazetteer::demonym(scan, at).is_some()
                    || !token.is_capital()
                        && !token.function
                        && scan.cues_at(at).iter().all(|c| {
                            !matches!(c.table, Table::Titles | Table::Speech | Table::Relations)
                        }))
                || token.is_joint();
            if !adjective {
                return None;
            }
        }
        None
    }

    /// A description that stands alone: «the general», «il ministro russo», «the ministry».
    fn nominal(
        &self,
        t: usize,
        s: usize,
        range: &std::ops::Range<usize>,
        found: &Found,
    ) -> Option<(EntityIx, usize, &'static str, Span)> {
        let scan = self.scan;
        let title = scan
            .at(t, Table::Titles)
            .find(|c| scan.pack.titles[c.row as usize].class != TitleClass::Honorific);
        let determiner = self.determiner(t, range.start);
        let articles = scan.pack.has_articles();
        if articles && determiner.is_none() {
            return None;
        }
        if let Some(d) = determiner {
            // «the two ministers», «i ministri», «any general»
            if scan.pack.is_plural_determiner(scan.tokens[d].key)
                || (d + 1..t).any(|k| {
                    scan.is_role(k, Role::Dual)
                        || scan.at(k, Table::Numbers).next().is_some()
                            && !scan.is_role(k, Role::Article)
                })
            {
                return None;
            }
            // An indefinite article introduces somebody new.
            if scan.pack.is_indefinite(scan.tokens[d].key) {
                return None;
            }
        }
        let from = determiner.unwrap_or(t);
        if let Some(cue) = title {
            let mut end = cue.end as usize;
            let word = scan.text(end - 1);
            if articles && scan.pack.is_plural_word(word) {
                return None;
            }
            let mut country = (from..t).find_map(|k| gazetteer::demonym(scan, k).map(|d| d.0));
            if country.is_none()
                && let Some((c, e)) =
                    gazetteer::demonym(scan, end).filter(|_| scan.pack.adjective_after)
            {
                country = Some(c);
                end = e;
            }
            // A name right after, or in apposition, is no description that stands alone; nor is
            // what looks like a title before an institution («the private Wagner Group»).
            let named = scan
                .tokens
                .get(end)
                .filter(|_| end < range.end)
                .is_some_and(|t| {
                    let at = found
                        .mentions
                        .partition_point(|m| m.span.end <= t.span.start);
                    found.mentions.get(at).is_some_and(|m| {
                        m.span.start == t.span.start
                            && found.entity(m.entity).kind == Kind::Organization
                    })
                });
            if named && !scan.pack.adjective_after || self.beside_name(from, end, range, found) {
                return None;
            }
            // «the president of Egypt»
            if end < range.end && scan.is_role(end, Role::Of) {
                let of =
                    (end + 1..range.end.min(end + 4)).find_map(|k| gazetteer::country(scan, k));
                match of {
                    Some((c, _)) => country = country.or(Some(c)),
                    None => {
                        // «the spokesman of the army»: somebody else than the bare title says.
                        let role = &scan.pack.titles[cue.row as usize].role;
                        let same = self
                            .recent
                            .iter()
                            .any(|r| found.entity(r.entity).roles.contains(role));
                        if !same {
                            return None;
                        }
                    }
                }
            }
            let rows: Vec<u16> = scan
                .at(t, Table::Titles)
                .filter(|c| c.end == cue.end)
                .map(|c| c.row)
                .collect();
            let possessive = determiner.is_some_and(|d| self.is_possessive(d));
            let other = self.complement_of(from, s, range);
            let entity = self.by_role(&rows, country, s, t, possessive, other, found)?;
            return Some((entity, end, "role", scan.cue_span(cue)));
        }
        if let Some(place) = self.place(t, s, determiner, found) {
            return Some(place);
        }
        // «the ministry», «l'esercito»: the institution of that sort which came up last.
        let head = scan
            .at(t, Table::Names)
            .find(|c| scan.pack.names[c.row as usize].class == NameClass::OrgHead)?;
        let end = head.end as usize;
        if determiner.is_some_and(|d| self.is_possessive(d))
            || determiner.is_some_and(|d| t - d > 1)
        {
            return None;
        }
        if scan.pack.is_plural_word(scan.text(end - 1)) && articles {
            return None;
        }
        if end < range.end
            && (scan.is_role(end, Role::Of)
                || gazetteer::demonym(scan, end).is_some()
                || scan.tokens[end].is_capital()
                || scan.at(end, Table::Names).any(|c| {
                    matches!(
                        scan.pack.names[c.row as usize].class,
                        NameClass::OrgAdjective | NameClass::OrgHead | NameClass::OrgTail
                    )
                }))
        {
            return None;
        }
        let note = &scan.pack.names[head.row as usize].note;
        let text = key(scan.text(t));
        let entity = self.recent.iter().rev().find(|r| {
            let e = found.entity(r.entity);
            if e.kind != Kind::Organization {
                return false;
            }
            let class = e
                .known
                .and_then(|k| data().known.get(k as usize))
                .map_or("", |k| k.class.as_str());
            let class_fits = !note.is_empty() && class == &**note;
            class_fits || scan.pack.keys(&e.name).contains(&text)
        })?;
        (s - entity.sentence <= 4).then_some((
            entity.entity,
            end,
            "institution-noun",
            scan.cue_span(head),
        ))
    }

    /// «the country», «la città»: of the places of that sort which came up in the last sentences
    /// the one named most often, the last one first.
    fn place(
        &self,
        t: usize,
        s: usize,
        determiner: Option<usize>,
        found: &Found,
    ) -> Option<(EntityIx, usize, &'static str, Span)> {
        let scan = self.scan;
        let head = scan.at(t, Table::Names).find(|c| {
            let row = &scan.pack.names[c.row as usize];
            row.class == NameClass::PlaceHead && !row.note.is_empty()
        })?;
        let end = head.end as usize;
        let d = determiner?;
        let bare = end >= scan.tokens.len()
            || !(scan.is_role(end, Role::Of)
                || scan.is_role(end, Role::Relative)
                || scan.tokens[end].is_capital()
                || scan.tokens[end].is_joint()
                || gazetteer::demonym(scan, end).is_some());
        if !bare
            || t - d > 1
            || self.is_possessive(d)
            || scan.is_role(d, Role::Demonstrative)
            || scan.pack.is_plural_word(scan.text(end - 1)) && !scan.text(end - 1).ends_with('y')
        {
            return None;
        }
        let sort = &*scan.pack.names[head.row as usize].note;
        let fits = |e: EntityIx| {
            found
                .entity(e)
                .known
                .and_then(|k| data().known.get(k as usize))
                .is_some_and(|k| {
                    found.entity(e).kind == Kind::Place
                        && (k.class == sort || sort == "city" && k.class == "capital")
                })
        };
        // «Russia has been in the country since», «Russia wants to divide the country»: another
        // country than the subject.
        let inside = scan.is_role(d, Role::In) || d > 0 && scan.is_role(d - 1, Role::In);
        let subject = self
            .recent
            .iter()
            .rev()
            .find(|r| r.sentence == s && r.subject);
        let subject = subject
            .filter(|r| inside || !self.clause_between(r.token + 1, d))
            .map(|r| r.entity);
        let mut best: Option<(usize, EntityIx)> = None;
        for r in self.recent.iter().rev().take_while(|r| s - r.sentence <= 6) {
            if subject == Some(r.entity)
                || !fits(r.entity)
                || best.is_some_and(|(_, e)| e == r.entity)
            {
                continue;
            }
            let count = self.recent.iter().filter(|x| x.entity == r.entity).count();
            if best.is_none_or(|(n, _)| count > n) {
                best = Some((count, r.entity));
            }
        }
        best.map(|(_, e)| (e, end, "place-noun", scan.cue_span(head)))
    }

    /// Whether a name stands right after a description, or beside it with a comma.
    fn beside_name(
        &self,
        from: usize,
        end: usize,
        range: &std::ops::Range<usize>,
        found: &Found,
    ) -> bool {
        let scan = self.scan;
        let starts = |t: usize| {
            scan.tokens.get(t).is_some_and(|token| {
                let at = found
                    .mentions
                    .partition_point(|m| m.span.end <= token.span.start);
                found.mentions.get(at).is_some_and(|m| {
                    m.span.start <= token.span.start + u32::from(token.prefix)
                        && found.entity(m.entity).kind == Kind::Person
                })
            })
        };
        // Directly, or over further titles, «of …» and adjectives, up to a name or a comma + name.
        let mut t = end;
        let mut steps = 0;
        while t < range.end && steps < 12 {
            if starts(t) {
                return t == end
                    || scan.text(t - 1) == ","
                    || scan.at(t - 1, Table::Titles).next().is_some()
                    || gazetteer::demonym(scan, t - 1).is_some()
                    || scan.text(t - 1) == ")"
                    || !scan.is_any_role(end, &PREPOSITIONS) && steps < 2
                    || scan.is_any_role(end, &[Role::Of, Role::For])
                        && !scan.is_any_role(t - 1, &PREPOSITIONS)
                        && !scan.is_role(t - 1, Role::And)
                        && !scan.is_role(t - 1, Role::Article);
            }
            let token = &scan.tokens[t];
            let goes_on = scan.text(t) == "," && starts(t + 1)
                || token.is_word()
                    && (scan.is_any_role(
                        t,
                        &[
                            Role::Of,
                            Role::For,
                            Role::In,
                            Role::To,
                            Role::At,
                            Role::Article,
                            Role::And,
                        ],
                    ) || token.is_capital()
                        || scan.at(t, Table::Titles).next().is_some()
                        || scan.cues_at(t).iter().all(|c| {
                            matches!(
                                c.table,
                                Table::Names | Table::Topics | Table::Demonym | Table::Known
                            )
                        }))
                || token.is_joint()
                || matches!(scan.text(t), "(" | ")" | "’s" | "'s");
            if !goes_on || scan.at(t, Table::Speech).next().is_some() {
                break;
            }
            t += 1;
            steps += 1;
        }
        // Before: «Haftar, the general who …».
        from >= 2 + range.start && scan.text(from - 1) == "," && {
            let token = &scan.tokens[from - 2];
            let at = found
                .mentions
                .partition_point(|m| m.span.end < token.span.end);
            found.mentions.get(at).is_some_and(|m| {
                m.span.end == token.span.end && found.entity(m.entity).kind == Kind::Person
            })
        }
    }

    /// Whom a description that completes a title cannot be: «X, the son of the commander», «X,
    /// consigliere del ministro» is another person than X.
    fn complement_of(
        &self,
        from: usize,
        s: usize,
        range: &std::ops::Range<usize>,
    ) -> Option<EntityIx> {
        let scan = self.scan;
        // The preposition stands before the article or is one with it.
        let of = if scan.is_any_role(from, &[Role::Of, Role::To, Role::For]) {
            from
        } else {
            from.checked_sub(1).filter(|p| {
                *p > range.start && scan.is_any_role(*p, &[Role::Of, Role::To, Role::For])
            })?
        };
        let title = (of.saturating_sub(4).max(range.start)..of)
            .rev()
            .find(|t| {
                scan.at(*t, Table::Titles).any(|c| {
                    c.end as usize <= of
                        && scan.pack.titles[c.row as usize].class != TitleClass::Honorific
                })
            })?;
        self.recent
            .iter()
            .rev()
            .take_while(|r| r.sentence == s)
            .find(|r| r.token < title && title - r.token <= 8)
            // In apposition: a comma and no «and», no verb between.
            .filter(|r| {
                (r.token..title).any(|t| scan.text(t) == ",")
                    && !(r.token..title)
                        .any(|t| scan.is_any_role(t, &[Role::And, Role::Be, Role::Have]))
            })
            .map(|r| r.entity)
    }

    /// The person with a role: stated in the document, else of the tables' posts; not `other`.
    #[expect(
        clippy::too_many_arguments,
        reason = "what a description says of its person"
    )]
    fn by_role(
        &self,
        rows: &[u16],
        country: Option<u16>,
        s: usize,
        t: usize,
        possessive: bool,
        other: Option<EntityIx>,
        found: &Found,
    ) -> Option<EntityIx> {
        let scan = self.scan;
        let titles: Vec<_> = rows
            .iter()
            .map(|r| &scan.pack.titles[*r as usize])
            .collect();
        let mut best: Option<(i32, EntityIx)> = None;
        let mut seen: Vec<EntityIx> = Vec::new();
        for r in self.recent.iter().rev() {
            if seen.contains(&r.entity) {
                continue;
            }
            seen.push(r.entity);
            let e = found.entity(r.entity);
            if e.kind != Kind::Person || other == Some(r.entity) {
                continue;
            }
            // «his host» is not himself.
            if possessive && r.sentence == s && r.token + 6 > t {
                continue;
            }
            let known = e.known.and_then(|k| data().known.get(k as usize));
            let mut score = i32::MIN;
            for title in &titles {
                if title.gender != Gender::Any
                    && e.gender != Gender::Any
                    && title.gender != e.gender
                {
                    continue;
                }
                let role: &str = &title.role;
                // «the field marshal» is no general.
                let ranks = ["general", "marshal", "colonel", "admiral"];
                if ranks.contains(&role)
                    && e.roles.iter().any(|x| ranks.contains(&&**x))
                    && !e.roles.iter().any(|x| same_role(x, role))
                {
                    continue;
                }
                let stated = e.roles.iter().any(|x| same_role(x, role));
                let posted =
                    known.is_some_and(|k| k.posts.iter().any(|p| same_role(&p.role, role)));
                let soldier = matches!(
                    role,
                    "general"
                        | "marshal"
                        | "commander"
                        | "officer"
                        | "colonel"
                        | "warlord"
                        | "soldier"
                ) && (known.is_some_and(|k| k.class == "military")
                    || e.roles.iter().any(|x| {
                        matches!(
                            &**x,
                            "general"
                                | "marshal"
                                | "commander"
                                | "colonel"
                                | "officer"
                                | "chief-of-staff"
                        )
                    }));
                let generic = matches!(
                    role,
                    "guest"
                        | "host"
                        | "leader"
                        | "man"
                        | "woman"
                        | "politician"
                        | "statesman"
                        | "counterpart"
                );
                let points = if stated {
                    6
                } else if generic && r.sentence == s {
                    // «received the guest»: somebody else than those named here.
                    continue;
                } else if posted {
                    5
                } else if soldier {
                    4
                } else if generic && s - r.sentence <= 2 {
                    2
                } else {
                    continue;
                };
                score = score.max(points);
            }
            if score == i32::MIN {
                continue;
            }
            if let Some(c) = country {
                let theirs = e.country.or_else(|| known.and_then(|k| k.country_row));
                match theirs {
                    Some(x) if x == c => score += 2,
                    Some(_) => continue,
                    // «his Turkish counterpart»: nothing but the country tells who.
                    None if score <= 2 => continue,
                    None => {}
                }
            }
            let distance = (s - r.sentence) as i32;
            let total = score * 4 - distance.min(8) + i32::from(r.subject);
            if best.is_none_or(|(b, _)| total > b) {
                best = Some((total, r.entity));
            }
        }
        best.map(|(_, e)| e)
    }

    /// A personal or possessive pronoun of the third person.
    fn pronoun(
        &self,
        t: usize,
        s: usize,
        range: &std::ops::Range<usize>,
        found: &Found,
    ) -> Option<(EntityIx, &'static str)> {
        let scan = self.scan;
        let personal = [(Role::PronounM, Gender::M), (Role::PronounF, Gender::F)];
        let possessive = [
            (Role::PossessiveM, Gender::M),
            (Role::PossessiveF, Gender::F),
        ];
        let is_article = scan.is_any_role(t, &[Role::Article, Role::That, Role::Relative]);
        let gender_of = |list: &[(Role, Gender)]| {
            let hits: Vec<Gender> = list
                .iter()
                .filter(|(r, _)| scan.is_role(t, *r))
                .map(|(_, g)| *g)
                .collect();
            match hits.as_slice() {
                [] => None,
                [one] => Some(*one),
                _ => Some(Gender::Any),
            }
        };
        let (gender, own) = match (gender_of(&personal), gender_of(&possessive)) {
            (_, Some(g)) => (g, true),
            (Some(g), None) if !is_article => (g, false),
            _ => return None,
        };
        // In languages whose possessives agree with the thing, their gender says nothing.
        let gender = if own && scan.pack.free_subject {
            Gender::Any
        } else {
            gender
        };
        let fits = |r: &&Recent| {
            let e = found.entity(r.entity);
            e.kind == Kind::Person
                && (gender == Gender::Any || e.gender == Gender::Any || e.gender == gender)
        };
        let opens = self.clause_start(t, range);
        let object = t > range.start
            && !own
            && !opens
            && (!scan.pack.has_role(Role::Object) || scan.is_role(t, Role::Object));
        // «a diplomat said that he»: somebody new, whom no name stands for, is nearer.
        let stranger = (range.start..t).rev().find(|k| {
            scan.pack.is_indefinite(scan.tokens[*k].key)
                && (k + 1..range.end.min(k + 4)).any(|n| {
                    scan.at(n, Table::Titles)
                        .any(|c| scan.pack.titles[c.row as usize].class != TitleClass::Honorific)
                        && !self.beside_name(*k, n + 1, range, found)
                })
        });
        if let Some(k) = stranger
            && !object
            && !self.recent.iter().any(|r| r.sentence == s && fits(&r))
            && t > k + 1
        {
            return None;
        }
        // The subject of the clause does to somebody else what it does to «him».
        // After «and» with a verb that is the first subject, else the nearest in its clause.
        let mut subjects = self.recent.iter().filter(|r| {
            r.sentence == s && r.subject && found.entity(r.entity).kind == Kind::Person
        });
        let coordinated = t >= range.start + 2 && scan.is_role(t - 2, Role::And);
        let doer = if coordinated {
            subjects.next()
        } else {
            subjects
                .next_back()
                .filter(|r| !self.subordinate_between(r.token, t))
        };
        let here = || self.recent.iter().rev().take_while(|r| r.sentence == s);
        // «Y, who thanked him»: Y thanks somebody else.
        let relative = (range.start..t).rev().take(6).find(|k| {
            scan.is_role(*k, Role::Relative)
                && *k > range.start
                && !here().any(|r| (*k + 1..t).contains(&r.token))
        });
        let antecedent = relative.and_then(|k| here().find(|r| r.token < k && k - r.token <= 6));
        let doer = antecedent.or(doer).map(|r| r.entity);
        let other = |r: &&Recent| !object || Some(r.entity) != doer;
        // «X said he»
        let said = t > range.start
            && scan
                .at(t - 1, Table::Speech)
                .any(|c| scan.pack.speech[c.row as usize].pos == Pos::Verb);
        let inside = |r: &&Recent| {
            r.sentence == s
                && (own || said || self.clause_between(r.token, t) || opens && t > range.start)
        };
        let nearest = || here().filter(fits).filter(inside);
        // «Parigi, che ha ritirato i suoi soldati»: whose they are is no person, where the word
        // does not tell.
        if own && gender == Gender::Any && !here().any(|r| fits(&r)) && here().any(|r| r.subject) {
            return None;
        }
        // «X denied that Y had asked Z; he said»: a subject takes up a subject.
        let in_sentence = if opens && !own {
            nearest().find(|r| r.subject).or_else(|| nearest().next())
        } else {
            nearest().next()
        };
        let before = || {
            (1..=3).find_map(|back| {
                let at = s.checked_sub(back)?;
                let here: Vec<&Recent> = self
                    .recent
                    .iter()
                    .filter(|r| r.sentence == at)
                    .filter(fits)
                    .filter(other)
                    .collect();
                here.iter().find(|r| r.subject).or(here.last()).copied()
            })
        };
        let pick = if own {
            // The subject of this sentence, else whoever was there last.
            let subject = self
                .recent
                .iter()
                .filter(|r| r.sentence == s && r.subject)
                .find(fits);
            subject.or(in_sentence).or_else(before)?
        } else if object {
            let beside = self
                .recent
                .iter()
                .rev()
                .filter(fits)
                .filter(other)
                .find(|r| r.sentence == s);
            in_sentence.filter(other).or(beside).or_else(before)?
        } else {
            in_sentence.or_else(before)?
        };
        Some((pick.entity, if own { "possessive" } else { "pronoun" }))
    }

    /// Whether a pronoun opens its clause (a subject).
    fn clause_start(&self, t: usize, range: &std::ops::Range<usize>) -> bool {
        t == range.start
            || self.scan.tokens[t - 1].kind != TokenKind::Word
            || self.scan.is_any_role(
                t - 1,
                &[
                    Role::That,
                    Role::And,
                    Role::But,
                    Role::If,
                    Role::Because,
                    Role::While,
                    Role::When,
                    Role::After,
                    Role::Before,
                    Role::Although,
                    Role::Relative,
                ],
            )
    }

    /// Whether a clause boundary lies between two tokens.
    fn clause_between(&self, a: usize, b: usize) -> bool {
        self.subordinate_between(a, b)
            || (a..b).any(|t| matches!(self.scan.text(t), "," | ";" | ":"))
    }

    /// Whether a word that opens a clause stands between two tokens.
    fn subordinate_between(&self, a: usize, b: usize) -> bool {
        (a..b).any(|t| {
            self.scan.is_any_role(
                t,
                &[
                    Role::That,
                    Role::But,
                    Role::If,
                    Role::Because,
                    Role::While,
                    Role::When,
                    Role::After,
                    Role::Before,
                    Role::Although,
                    Role::Relative,
                ],
            )
        })
    }
}

/// Whether two roles are the same or one is the other's special case (minister, foreign-minister).
pub fn same_role(a: &str, b: &str) -> bool {
    a == b
        || a.strip_suffix(b)
            .is_some_and(|p| p.ends_with('-') && p != "deputy-" && p != "vice-" && p != "prime-")
        || b.strip_suffix(a)
            .is_some_and(|p| p.ends_with('-') && p != "deputy-" && p != "vice-" && p != "prime-")
}
