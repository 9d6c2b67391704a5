//! What the reader mends, applied to the analysis: entities put together or apart, holders, wrong claims, claims
//! that belong together or not. The analysis itself stays as it is; a model of the mended one is made from it, so
//! that map, table and comparison all follow. What the program had said is kept in [`Mended`] beside it.

use super::Model;
use super::rows::claim_keys;
use crate::order::Order as _;
use crate::sorted::Map;
use crate::workspace::state::{Body, Kind, Workspace};
use crossread::analysis::Analysis;
use crossread::compare::{Aspect, ClaimRef, Comparison, Difference};
use crossread::extract::{Claim, EntityIx, Holder};
use crossread::resolve::Entity;
use crossread::resolve::merge::remap;
use crossread::snapshot::{RowWords, Snapshot};
use crossread::text::Span;
use crossread::vocabulary::{self, Form, Polarity, Relation};

/// What `Body::holder` says for the author, and what the id of an entity follows.
pub const AUTHOR: &str = "author";
pub const ENTITY: &str = "entity:";
/// The reason of a row whose claims the reader has put together.
pub const JOINED: &str = "joined-by-reader";
/// So many characters of a claim name a row that only the reader made.
const LABEL: usize = 90;

/// What was mended, and what the program had said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mended {
    /// Claims with another holder, with the one that the program found.
    pub holders: Map<ClaimRef, Holder>,
    /// Claims that are none, in the order of the text.
    pub wrong: Vec<ClaimRef>,
    /// Entities that went into another: id and name of what went, and into which.
    pub merged: Vec<(String, String, EntityIx)>,
    /// Entities that were split off, and the id that they came from.
    pub split: Vec<(EntityIx, String)>,
    /// Claims that the reader has put together with others, or apart.
    pub aligned: Vec<ClaimRef>,
}

/// A model of a snapshot with the reader's corrections.
pub fn mended(mut snapshot: Snapshot, work: &Workspace) -> Model {
    let mut done = Mended::default();
    let keys = claim_keys(&snapshot.analysis);
    split(&mut snapshot.analysis, work, &mut done);
    merge(&mut snapshot, work, &mut done);
    let bodies: Map<&str, &Body> = work.of(Kind::Claim).collect();
    if !bodies.is_empty() {
        let places = keys.iter().zip(0..).flat_map(|(of, document)| {
            of.iter()
                .zip(0..)
                .map(move |(key, claim)| (key.as_str(), ClaimRef { document, claim }))
        });
        let places: Map<&str, ClaimRef> = places.collect();
        for (key, body) in bodies.iter() {
            if let Some(at) = places.get(key) {
                mend_claim(&mut snapshot.analysis, *at, body, &mut done);
            }
        }
        done.wrong.order();
        align(&mut snapshot, &keys, &places, &bodies, &mut done);
    }
    let mut model = Model::new(snapshot);
    model.mended = done;
    model.adopt(work);
    model
}

fn by_id(entities: &[Entity], id: &str) -> Option<usize> {
    entities.iter().position(|entity| entity.id == id)
}

/// The forms in which an entity is written as a name, each once, in the order of the text.
pub fn forms(analysis: &Analysis, of: EntityIx) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for (document, extraction) in analysis.documents.iter().zip(&analysis.extractions) {
        for mention in &extraction.mentions {
            let words = mention.span.of(&document.body);
            if mention.entity == of && mention.form == Form::Name && !out.contains(&words) {
                out.push(words);
            }
        }
    }
    out
}

/// Written forms that the reader says name another entity: that one comes to the end of the list, and what is
/// said with these words is said of it.
fn split(analysis: &mut Analysis, work: &Workspace, done: &mut Mended) {
    let mut at = 0;
    while at < analysis.entities.len() {
        let (old, new) = (
            EntityIx(at as u32),
            EntityIx(analysis.entities.len() as u32),
        );
        let id = analysis.entities[at].id.clone();
        at += 1;
        let Some(body) = work.body(Kind::Entity, &id) else {
            continue;
        };
        let own = forms(analysis, old);
        let moved = body
            .forms
            .iter()
            .filter(|form| own.contains(&form.as_str()));
        let moved: Vec<String> = moved.cloned().collect();
        if moved.is_empty() || moved.len() == own.len() {
            continue;
        }
        done.split.push((new, id.clone()));
        let mut entity = analysis.entities[old.0 as usize].clone();
        entity.id.push_str("-2");
        entity.name.clone_from(&moved[0]);
        entity.names = Vec::new();
        entity.known = None;
        entity.wikidata = None;
        entity.reasons = Vec::new();
        analysis.entities.push(entity);
        for (document, extraction) in analysis.documents.iter().zip(&mut analysis.extractions) {
            for mention in &mut extraction.mentions {
                let words = mention.span.of(&document.body);
                if mention.entity == old && moved.iter().any(|form| form == words) {
                    mention.entity = new;
                }
            }
            let named = |within: Span, who: EntityIx| {
                let mut all = extraction.mentions.iter();
                all.any(|m| m.entity == who && within.overlaps(m.span))
            };
            for claim in &mut extraction.claims {
                if !claim.entities.contains(&old) || !named(claim.span, new) {
                    continue;
                }
                if !named(claim.span, old) {
                    claim.entities.retain(|e| *e != old);
                    if claim.holder == Holder::Entity(old) {
                        claim.holder = Holder::Entity(new);
                    }
                }
                claim.entities.push(new);
            }
            for connection in &mut extraction.connections {
                let says = |end: fn(&crossread::extract::Evidence) -> Span| {
                    connection
                        .evidence
                        .first()
                        .is_some_and(|e| named(end(e), new))
                };
                let (a, b) = (says(|e| e.a), says(|e| e.b));
                if connection.a == old && a {
                    connection.a = new;
                }
                if connection.b == old && b {
                    connection.b = new;
                }
            }
        }
    }
}

/// Entities that the reader says are one.
fn merge(snapshot: &mut Snapshot, work: &Workspace, done: &mut Mended) {
    let analysis = &mut snapshot.analysis;
    let count = analysis.entities.len();
    let mut into: Vec<usize> = (0..count).collect();
    for (id, body) in work.of(Kind::Entity) {
        let ends = (
            by_id(&analysis.entities, id),
            by_id(&analysis.entities, &body.into),
        );
        if let (Some(from), Some(to)) = ends {
            // The end of the way that leads on from there; a ring leads nowhere.
            let mut end = to;
            while into[end] != end {
                end = into[end];
            }
            if end != from {
                into[from] = end;
            }
        }
    }
    if into.iter().enumerate().all(|(i, to)| i == *to) {
        return;
    }
    let end = |mut at: usize| {
        while into[at] != at {
            at = into[at];
        }
        at
    };
    let mut map: Vec<EntityIx> = Vec::new();
    let mut kept = 0;
    for (at, to) in into.iter().enumerate() {
        map.push(EntityIx(kept));
        if *to == at {
            kept += 1;
        }
    }
    let map: Vec<EntityIx> = (0..count).map(|at| map[end(at)]).collect();
    for extraction in &mut analysis.extractions {
        remap(extraction, &map);
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut gone: Vec<(EntityIx, Entity)> = Vec::new();
    for (at, entity) in std::mem::take(&mut analysis.entities)
        .into_iter()
        .enumerate()
    {
        if into[at] == at {
            entities.push(entity);
        } else {
            gone.push((map[at], entity));
        }
    }
    for entity in &mut entities {
        for reason in &mut entity.reasons {
            reason.other = reason.other.map(|e| map[e.0 as usize]);
        }
    }
    for (to, entity) in gone {
        let target = &mut entities[to.0 as usize];
        // What rows are called follows too.
        for words in &mut snapshot.words {
            let (old, new) = (entity.label(&words.code), target.label(&words.code));
            for row in &mut words.rows {
                row.label = row.label.replace(old, new);
                row.line = row.line.replace(old, new);
            }
        }
        for (code, names) in &entity.names {
            match target.names.iter_mut().find(|(c, _)| c == code) {
                Some((_, own)) => own.extend(names.iter().cloned()),
                None => target.names.push((code.clone(), names.clone())),
            }
        }
        target.location = target.location.or(entity.location);
        if target.country.is_none() {
            target.country = entity.country;
        }
        done.merged.push((entity.id, entity.name, to));
    }
    for (entity, _) in &mut done.split {
        *entity = map[entity.0 as usize];
    }
    analysis.entities = entities;
}

/// Another holder; or no claim at all: then nothing rests on it any more.
fn mend_claim(analysis: &mut Analysis, at: ClaimRef, body: &Body, done: &mut Mended) {
    let holder = match body.holder.strip_prefix(ENTITY) {
        Some(id) => by_id(&analysis.entities, id)
            .or_else(|| {
                let mut merged = done.merged.iter();
                merged
                    .find(|(from, ..)| from == id)
                    .map(|(.., to)| to.0 as usize)
            })
            .map(|e| Holder::Entity(EntityIx(e as u32))),
        None => (body.holder == AUTHOR).then_some(Holder::Author),
    };
    let extraction = &mut analysis.extractions[at.document as usize];
    if let Some(holder) = holder {
        let claim = &mut extraction.claims[at.claim as usize];
        let old = std::mem::replace(&mut claim.holder, holder);
        claim.chain = Vec::new();
        claim.holder_cue = None;
        done.holders.insert(at, old);
    }
    if body.wrong {
        for connection in &mut extraction.connections {
            connection.evidence.retain(|e| e.claim != Some(at.claim));
        }
        done.wrong.push(at);
    }
}

/// Rows anew where the reader has put claims together or apart, or taken wrong ones away.
fn align(
    snapshot: &mut Snapshot,
    keys: &[Vec<String>],
    places: &Map<&str, ClaimRef>,
    bodies: &Map<&str, &Body>,
    done: &mut Mended,
) {
    let analysis = &mut snapshot.analysis;
    let key = |at: ClaimRef| keys[at.document as usize][at.claim as usize].as_str();
    let says = |one: ClaimRef, other: ClaimRef, list: fn(&Body) -> &Vec<String>| {
        let body = bodies.get(key(one));
        body.is_some_and(|body| list(body).iter().any(|k| k == key(other)))
    };
    let together = |x, y| says(x, y, |b| &b.together) || says(y, x, |b| &b.together);
    let apart = |x, y| !together(x, y) && (says(x, y, |b| &b.apart) || says(y, x, |b| &b.apart));
    // A claim that says of others of its row that they are apart leaves it.
    let mut groups: Vec<(Vec<ClaimRef>, usize)> = Vec::new();
    for (c, comparison) in analysis.comparisons.iter().enumerate() {
        let claims = comparison.claims.iter().copied();
        let claims: Vec<ClaimRef> = claims.filter(|at| !done.wrong.contains(at)).collect();
        let leaves = |at: &ClaimRef| {
            let body = bodies.get(key(*at));
            body.is_some_and(|b| !b.apart.is_empty())
                && claims.iter().any(|other| {
                    other != at && apart(*at, *other) && says(*at, *other, |b| &b.apart)
                })
        };
        let (gone, stay): (Vec<ClaimRef>, Vec<ClaimRef>) = claims.iter().partition(|at| leaves(at));
        groups.push((stay, c));
        groups.extend(gone.into_iter().map(|at| (vec![at], c)));
    }
    // A claim that says of others that they are together with it brings its group to theirs.
    for (k, body) in bodies.iter() {
        let Some(at) = places.get(k) else { continue };
        if !body.together.is_empty() || !body.apart.is_empty() {
            done.aligned.push(*at);
        }
        // A claim may stand in several rows: meant is the one with most of what it belongs to.
        let others = body.together.iter().filter_map(|k| places.get(k.as_str()));
        let others: Vec<ClaimRef> = others.copied().collect();
        let shared = |claims: &[ClaimRef]| others.iter().filter(|o| claims.contains(o)).count();
        let best = (0..groups.len())
            .rev()
            .max_by_key(|g| shared(&groups[*g].0));
        let Some(to) = best.filter(|g| shared(&groups[*g].0) > 0) else {
            continue;
        };
        let own = (0..groups.len()).filter(|g| groups[*g].0.contains(at));
        let own = own.min_by_key(|g| groups[*g].0.len());
        if let Some(from) = own
            && !groups[to].0.contains(at)
        {
            let moved = std::mem::take(&mut groups[from].0);
            groups[to].0.extend(moved);
            groups[to].0.order();
            groups[to].0.dedup();
        }
    }
    let mut rows: Vec<Comparison> = Vec::new();
    let mut words: Vec<Vec<RowWords>> = vec![Vec::new(); snapshot.words.len()];
    for (claims, from) in groups {
        let old = &analysis.comparisons[from];
        let Some(first) = claims.first().copied() else {
            continue;
        };
        let accepted = claims
            .iter()
            .any(|x| claims.iter().any(|y| together(*x, *y)));
        let mut row = old.clone();
        row.suggested &= !accepted;
        if claims != old.claims {
            row = anew(analysis, old, &claims, accepted);
        }
        for (all, of) in words.iter_mut().zip(&snapshot.words) {
            let mut own = of.rows.get(from).cloned().unwrap_or_default();
            if !claims.contains(&old.claims[0]) {
                let body = &analysis.documents[first.document as usize].body;
                let claim = &analysis.extractions[first.document as usize].claims;
                own.label = shortened(claim[first.claim as usize].span.of(body));
                own.line.clone_from(&own.label);
            }
            all.push(own);
        }
        rows.push(row);
    }
    analysis.comparisons = rows;
    for (of, rows) in snapshot.words.iter_mut().zip(words) {
        of.rows = rows;
    }
}

/// A text cut between words.
fn shortened(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > LABEL {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A row of other claims than the program put together.
fn anew(analysis: &Analysis, old: &Comparison, claims: &[ClaimRef], joined: bool) -> Comparison {
    let mut row = old.clone();
    let mut documents: Vec<u32> = claims.iter().map(|at| at.document).collect();
    documents.dedup();
    row.claims = claims.to_vec();
    let kept = claims.iter().all(|at| old.claims.contains(at));
    if documents.len() < 2 {
        row.relation = Relation::OnlyHere;
        row.differences = Vec::new();
        row.why = Vec::new();
        row.suggested = false;
        row.strength = 1.0;
        return row;
    }
    if kept && old.relation != Relation::OnlyHere {
        let own = |difference: &Difference| {
            let words = old.claims.iter().zip(&difference.words);
            let words: Vec<Vec<Span>> = words
                .filter(|(at, _)| claims.contains(at))
                .map(|(_, words)| words.clone())
                .collect();
            let said = words.iter().filter(|words| !words.is_empty()).count();
            (said > 0).then_some(Difference {
                aspect: difference.aspect,
                words,
            })
        };
        row.differences = old.differences.iter().filter_map(own).collect();
        if row.differences.is_empty() && row.relation == Relation::DiffersInDetail {
            row.relation = Relation::Corroborates;
        }
    } else {
        (row.relation, row.differences) = judged(analysis, claims);
    }
    if joined {
        row.suggested = false;
        row.strength = 1.0;
        row.why = vec![JOINED.into()];
    }
    row
}

/// How claims that the reader has put together stand to each other, by what was extracted from them: one denied
/// and another not contradict; other numbers, dates, people or certainty differ in detail.
fn judged(analysis: &Analysis, claims: &[ClaimRef]) -> (Relation, Vec<Difference>) {
    let of = |at: &ClaimRef| -> &Claim {
        &analysis.extractions[at.document as usize].claims[at.claim as usize]
    };
    let cue = |span: Option<Span>| span.into_iter().collect::<Vec<Span>>();
    let people = |at: &ClaimRef| {
        let claim = of(at);
        let mentions = analysis.extractions[at.document as usize].mentions.iter();
        let person = |e: EntityIx| analysis.entities[e.0 as usize].kind == vocabulary::Kind::Person;
        let found = mentions.filter(|m| claim.span.contains(m.span) && person(m.entity));
        let found = found.map(|m| (m.entity.0.to_string(), m.span));
        found.collect::<Vec<_>>()
    };
    let numbers = |at: &ClaimRef| {
        let all = of(at).numbers.iter();
        all.map(|n| (crate::number::fixed(n.value, 6), n.span))
            .collect()
    };
    let dates = |at: &ClaimRef| {
        let all = of(at).dates.iter();
        all.map(|d| (d.iso.clone(), d.span)).collect()
    };
    let mut out: Vec<Difference> = Vec::new();
    let mut compare = |aspect: Aspect, read: &dyn Fn(&ClaimRef) -> Vec<(String, Span)>| {
        let all: Vec<Vec<(String, Span)>> = claims.iter().map(read).collect();
        let said: Vec<&Vec<(String, Span)>> = all.iter().filter(|one| !one.is_empty()).collect();
        // Only what each has alone, and only where more than one speaks of it.
        let shared = |value: &str| said.iter().all(|one| one.iter().any(|(v, _)| v == value));
        let own = |one: &Vec<(String, Span)>| {
            let own = one.iter().filter(|(value, _)| !shared(value));
            own.map(|(_, span)| *span).collect::<Vec<Span>>()
        };
        let words: Vec<Vec<Span>> = all.iter().map(own).collect();
        if said.len() > 1 && words.iter().filter(|w| !w.is_empty()).count() > 1 {
            out.push(Difference { aspect, words });
        }
    };
    compare(Aspect::Participant, &people);
    compare(Aspect::Date, &dates);
    compare(Aspect::Number, &numbers);
    let first = of(&claims[0]);
    if claims.iter().any(|at| of(at).certainty != first.certainty) {
        out.push(Difference {
            aspect: Aspect::Certainty,
            words: claims.iter().map(|at| cue(of(at).certainty_cue)).collect(),
        });
    }
    let denied = claims
        .iter()
        .filter(|at| of(at).polarity == Polarity::Denied)
        .count();
    if denied > 0 && denied < claims.len() {
        let words = claims.iter().map(|at| cue(of(at).polarity_cue)).collect();
        out.insert(
            0,
            Difference {
                aspect: Aspect::Polarity,
                words,
            },
        );
        return (Relation::Contradicts, out);
    }
    let relation = if out.is_empty() {
        Relation::Corroborates
    } else {
        Relation::DiffersInDetail
    };
    (relation, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::workspace::action::{About, Action, apply};

    fn base() -> Snapshot {
        let model = sample::small();
        let row = |label: &str| RowWords {
            label: label.into(),
            line: label.into(),
        };
        Snapshot {
            words: vec![crossread::snapshot::Words {
                code: "en".into(),
                rows: vec![row("Orla Vente received Sava Kordovin"), row("silence")],
                ..Default::default()
            }],
            analysis: model.analysis,
            languages: Vec::new(),
        }
    }

    fn does(work: &mut Workspace, kind: Kind, id: &str, action: Action) {
        apply(work, About::new(kind, id), action, 1.0);
    }

    #[test]
    fn nothing_mended_is_the_same_model() {
        let (plain, same) = (Model::new(base()), mended(base(), &Workspace::default()));
        assert_eq!(plain.rows, same.rows);
        assert_eq!(plain.edges, same.edges);
    }

    #[test]
    fn entities_become_one_and_everything_follows() {
        let mut work = Workspace::default();
        let into = Action::Into("sava-kordovin".into());
        does(&mut work, Kind::Entity, "orla-vente", into);
        does(
            &mut work,
            Kind::Entity,
            "nowhere",
            Action::Into("nubia".into()),
        );
        let model = mended(base(), &work);
        assert!(model.entity_by_id("orla-vente").is_none());
        let one = model.entity_by_id("sava-kordovin").unwrap();
        assert!(model.edges.is_empty(), "nobody meets themselves");
        assert_eq!(model.mended.merged[0].2, one);
        assert_eq!(
            model.row_words(0, "en").unwrap().label,
            "Sava Kordovin received Sava Kordovin"
        );
        // A ring: the last is dropped instead of going round.
        let back = Action::Into("orla-vente".into());
        does(&mut work, Kind::Entity, "sava-kordovin", back);
        assert_eq!(mended(base(), &work).mended.merged.len(), 1);
    }

    #[test]
    fn written_forms_become_another_entity() {
        let mut snapshot = base();
        // The sample's mentions cover whole sentences: here the forms.
        let all = &mut snapshot.analysis;
        let forms_before = forms(all, EntityIx(1)).len();
        assert_eq!(forms_before, 2);
        let form = forms(all, EntityIx(1))[1].to_owned();
        let mut work = Workspace::default();
        does(
            &mut work,
            Kind::Entity,
            "sava-kordovin",
            Action::Forms(vec![form.clone()]),
        );
        let model = mended(snapshot, &work);
        let new = model.entity_by_id("sava-kordovin-2").unwrap();
        assert_eq!(model.entity(new).name, form);
        assert_eq!(model.mentions[new.0 as usize], [0, 1]);
        assert_eq!(model.extraction(1).claims[0].entities, [new]);
        assert_eq!(model.mended.split, [(new, "sava-kordovin".to_owned())]);
    }

    #[test]
    fn a_row_is_split_and_joined_and_keeps_its_work() {
        let plain = Model::new(base());
        let key = |d: usize, c: usize| plain.claim_keys[d][c].clone();
        let mut work = Workspace::default();
        let about = About {
            claims: vec![key(0, 0), key(1, 0)],
            ..About::new(Kind::Row, plain.rows[0].key.as_str())
        };
        apply(&mut work, about, Action::Note("mine".into()), 1.0);
        does(
            &mut work,
            Kind::Claim,
            &key(1, 0),
            Action::Apart(vec![key(0, 0)]),
        );
        let split = mended(base(), &work);
        assert_eq!(split.rows.len(), 3);
        assert!(split.rows.iter().all(|row| row.alone()));
        let noted = split
            .row_by_key(&plain.rows[0].key)
            .expect("the note has its row");
        let claims = &split.analysis.comparisons[split.rows[noted].comparison].claims;
        assert_eq!(
            claims,
            &[ClaimRef {
                document: 0,
                claim: 0
            }]
        );
        assert_eq!(
            split.mended.aligned,
            [ClaimRef {
                document: 1,
                claim: 0
            }]
        );
        // Joined with the other statement of the second article.
        does(
            &mut work,
            Kind::Claim,
            &key(1, 1),
            Action::Together(vec![key(0, 0)]),
        );
        let joined = mended(base(), &work);
        assert_eq!(joined.rows.len(), 2);
        let row = joined.row_by_key(&plain.rows[0].key).unwrap();
        let comparison = &joined.analysis.comparisons[joined.rows[row].comparison];
        assert_eq!(comparison.claims.len(), 2);
        assert_eq!(comparison.why, [JOINED]);
        assert!(!joined.rows[row].alone());
        // Accepting what was suggested.
        let mut accepted = base();
        accepted.analysis.comparisons[0].suggested = true;
        let mut work = Workspace::default();
        does(
            &mut work,
            Kind::Claim,
            &key(0, 0),
            Action::Together(vec![key(1, 0)]),
        );
        assert!(!mended(accepted, &work).analysis.comparisons[0].suggested);
    }

    #[test]
    fn a_holder_is_mended_and_a_wrong_claim_leaves_map_and_rows() {
        let plain = Model::new(base());
        let key = plain.claim_keys[0][0].clone();
        let at = ClaimRef {
            document: 0,
            claim: 0,
        };
        let mut work = Workspace::default();
        let holder = Action::Holder("entity:sava-kordovin".into());
        does(&mut work, Kind::Claim, &key, holder);
        let model = mended(base(), &work);
        assert_eq!(model.claim(at).unwrap().holder, Holder::Entity(EntityIx(1)));
        assert_eq!(
            model.mended.holders[&at],
            Holder::Author,
            "the program's version stays"
        );
        does(&mut work, Kind::Claim, &key, Action::Wrong(true));
        let model = mended(base(), &work);
        assert!(model.edges.is_empty());
        assert_eq!(model.rows.len(), 2);
        assert!(model.rows.iter().all(|row| row.alone()));
        assert_eq!(model.mended.wrong, [at]);
    }

    #[test]
    fn work_outlives_other_claims_in_its_row_and_articles_that_change() {
        let plain = Model::new(base());
        let keys = vec![
            plain.claim_keys[0][0].clone(),
            plain.claim_keys[1][0].clone(),
        ];
        let mut work = Workspace::default();
        let about = About {
            claims: keys,
            ..About::new(Kind::Row, plain.rows[0].key.as_str()).named("they met")
        };
        apply(&mut work, about, Action::Note("mine".into()), 1.0);
        // Another statement has joined the row: its key is another, its work the same.
        let mut more = base();
        let joined = more.analysis.comparisons.remove(1).claims;
        more.analysis.comparisons[0].claims.extend(joined);
        let model = mended(more, &work);
        assert_eq!(model.rows.len(), 1);
        assert_eq!(model.rows[0].key, plain.rows[0].key);
        assert!(model.lost(&work).is_empty());
        // One article has changed: the row is found by what the other says.
        let mut changed = base();
        let body = &mut changed.analysis.documents[0].body;
        *body = body.replace("Orla", "Orna");
        let model = mended(changed, &work);
        assert!(model.row_by_key(&plain.rows[0].key).is_some());
        // Both have: the note is told of, with what it was about.
        let mut gone = base();
        gone.analysis.documents[0].body = body_without(&gone, 0);
        gone.analysis.documents[1].body = body_without(&gone, 1);
        let model = mended(gone, &work);
        let lost = model.lost(&work);
        assert_eq!(lost, [(plain.rows[0].key.clone())]);
        assert_eq!(work.body(Kind::Row, &lost[0]).unwrap().excerpt, "they met");
    }

    fn body_without(snapshot: &Snapshot, d: usize) -> String {
        snapshot.analysis.documents[d]
            .body
            .replace("Kordovin", "Kordowin")
    }
}
