//! Entities across documents: every rule of joining and of refusing to join.

use crossread::corpus::Document;
use crossread::data::data;
use crossread::extract::{Extraction, LocalEntity, Why};
use crossread::lang::pack::Gender;
use crossread::resolve::{Entity, merge};
use crossread::vocabulary::Kind;

/// An entity of a document, described as `name; role; country` (what is not known is left out).
fn local(kind: Kind, line: &str) -> LocalEntity {
    let mut cells = line.split(';').map(str::trim);
    let name = cells.next().unwrap_or_default();
    let role = cells.next().unwrap_or_default();
    let country = cells.next().unwrap_or_default();
    LocalEntity {
        known: data()
            .known
            .iter()
            .position(|k| k.kind == kind && k.name("en") == name)
            .map(|i| i as u16),
        kind,
        name: name.into(),
        gender: Gender::Any,
        roles: if role.is_empty() {
            Vec::new()
        } else {
            vec![role.into()]
        },
        country: data().by_id(country),
        why: Why::default(),
    }
}

fn join(kind: Kind, documents: &[&[&str]]) -> Vec<Entity> {
    let mut extractions: Vec<Extraction> = documents
        .iter()
        .map(|names| Extraction {
            entities: names.iter().map(|n| local(kind, n)).collect(),
            ..Extraction::default()
        })
        .collect();
    let documents: Vec<Document> = (0..documents.len())
        .map(|i| Document {
            id: format!("d{i}"),
            language: "en".into(),
            ..Document::default()
        })
        .collect();
    merge::join(&documents, &mut extractions)
}

/// Ids of the entities that come of people in several documents, and the rules that joined or
/// kept them apart.
fn people(documents: &[&[&str]]) -> (Vec<String>, Vec<String>, Vec<String>) {
    summary(join(Kind::Person, documents))
}

fn summary(entities: Vec<Entity>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let rules = |merged: bool| {
        let mut rules: Vec<String> = entities
            .iter()
            .flat_map(|e| &e.reasons)
            .filter(|r| r.merged == merged)
            .map(|r| r.rule.to_string())
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    };
    let ids = entities.iter().map(|e| e.id.clone()).collect();
    (ids, rules(true), rules(false))
}

#[track_caller]
fn check(documents: &[&[&str]], ids: &[&str], merged: &[&str], refused: &[&str]) {
    let got = people(documents);
    assert_eq!(got.0, ids, "entities of {documents:?}");
    assert_eq!(got.1, merged, "merges of {documents:?}");
    assert_eq!(got.2, refused, "refusals of {documents:?}");
}

#[test]
fn one_entry_of_the_tables_is_one_entity() {
    check(
        &[&["Khalifa Haftar"], &["Khalifa Haftar"]],
        &["khalifa-haftar"],
        &["same-table-entry"],
        &[],
    );
}

#[test]
fn three_haftars_stay_three() {
    check(
        &[
            &["Khalifa Haftar", "Saddam Haftar"],
            &["Khaled Haftar", "Khalifa Haftar"],
        ],
        &["khalifa-haftar", "saddam-haftar", "khaled-haftar"],
        &["same-table-entry"],
        &["same-surname-other-given-name"],
    );
}

#[test]
fn a_spelling_that_no_table_has_is_the_person_of_the_table() {
    check(
        &[&["Khaleefa Haftar"], &["Khalifa Haftar"]],
        &["khalifa-haftar"],
        &["spelling-of-table-entry"],
        &[],
    );
}

#[test]
fn spellings_and_scripts_of_an_unknown_name_meet() {
    check(
        &[
            &["Mohamed al-Zarruki"],
            &["Muhammad Zarrouki"],
            &["Мухаммад аз-Заррукий"],
        ],
        &["mohamed-al-zarruki"],
        &["same-name-spelling"],
        &[],
    );
    check(
        &[&["Oleg Shmatkov"], &["Олег Шматков"]],
        &["oleg-shmatkov"],
        &["same-name-spelling"],
        &[],
    );
}

#[test]
fn another_given_name_is_another_person() {
    check(
        &[&["Mohamed Zuwayi"], &["Mahmoud Zuwayi"]],
        &["mohamed-zuwayi", "mahmoud-zuwayi"],
        &[],
        &["same-surname-other-given-name"],
    );
    check(
        &[
            &["Faraj Mismari; spokesperson; libya"],
            &["Tarek Mismari; minister; libya"],
        ],
        &["faraj-mismari", "tarek-mismari"],
        &[],
        &["same-surname-other-given-name"],
    );
}

#[test]
fn one_name_in_two_countries_is_two_people() {
    check(
        &[
            &["Ivan Petrov; minister; russia"],
            &["Ivan Petrov; ambassador; bulgaria"],
        ],
        &["ivan-petrov", "ivan-petrov-person"],
        &[],
        &["same-name-other-person", "same-surname-other-given-name"],
    );
}

#[test]
fn an_initial_joins_only_where_one_bearer_fits() {
    check(
        &[&["O. Shmatkov"], &["Oleg Shmatkov"]],
        &["oleg-shmatkov"],
        &["initial-and-surname"],
        &[],
    );
    check(
        &[&["O. Shmatkov"], &["Oleg Shmatkov", "Olga Shmatkov"]],
        &["o-shmatkov", "oleg-shmatkov", "olga-shmatkov"],
        &[],
        &["initial-of-several", "same-surname-other-given-name"],
    );
}

#[test]
fn a_surname_alone_needs_a_role_or_a_country() {
    check(
        &[&["Shmatkov; adviser"], &["Oleg Shmatkov; adviser"]],
        &["oleg-shmatkov"],
        &["surname-and-role"],
        &[],
    );
    check(
        &[&["Shmatkov; ; russia"], &["Oleg Shmatkov; adviser; russia"]],
        &["oleg-shmatkov"],
        &["surname-and-country"],
        &[],
    );
    check(
        &[&["Shmatkov"], &["Oleg Shmatkov; adviser"]],
        &["shmatkov", "oleg-shmatkov"],
        &[],
        &["surname-alone"],
    );
    check(
        &[&["Shmatkov; man"], &["Oleg Shmatkov; man"]],
        &["shmatkov", "oleg-shmatkov"],
        &[],
        &["surname-alone"],
    );
}

#[test]
fn two_surnames_alone_are_two_people_and_two_ids() {
    check(
        &[&["Shmatkov"], &["Shmatkov"]],
        &["shmatkov", "shmatkov-person"],
        &[],
        &["surname-alone"],
    );
}

#[test]
fn institutions_by_name_and_abbreviation() {
    let (ids, merged, refused) = summary(join(
        Kind::Organization,
        &[
            &["Strait Shipping Registry"],
            &["SSR"],
            &["Strait Shipping Registry"],
        ],
    ));
    assert_eq!(ids, ["strait-shipping-registry"]);
    assert_eq!(merged, ["acronym", "same-name"]);
    assert!(refused.is_empty());
    let (ids, _, refused) = summary(join(
        Kind::Organization,
        &[
            &["Strait Shipping Registry", "Southern Sea Rescue"],
            &["SSR"],
        ],
    ));
    assert_eq!(ids.len(), 3);
    assert_eq!(refused, ["acronym-of-several"]);
}

#[test]
fn a_name_of_two_kinds_is_two_entities_with_two_ids() {
    let mut extractions = vec![Extraction {
        entities: vec![
            local(Kind::Organization, "Marvessa"),
            local(Kind::Place, "Marvessa"),
        ],
        ..Extraction::default()
    }];
    let documents = [Document::default()];
    let entities = merge::join(&documents, &mut extractions);
    let ids: Vec<&str> = entities.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["marvessa", "marvessa-place"]);
}

#[test]
fn every_refusal_names_the_other() {
    let entities = join(Kind::Person, &[&["Khalifa Haftar"], &["Saddam Haftar"]]);
    for entity in &entities {
        let reason = &entity.reasons[0];
        assert!(!reason.merged && reason.other.is_some());
        assert_eq!(reason.names.len(), 2);
    }
}

#[test]
fn joining_takes_as_many_steps_as_there_are_names() {
    // All of one surname: work an entity must not grow with their number.
    let time = |n: usize| {
        let names: Vec<String> = (0..n)
            .map(|i| format!("{}{} Haftarov", ["Ka", "Be", "Do", "Lu"][i % 4], letters(i)))
            .collect();
        let lines: Vec<&str> = names.iter().map(String::as_str).collect();
        let documents: Vec<&[&str]> = lines.chunks(5).collect();
        let start = std::time::Instant::now();
        let entities = join(Kind::Person, &documents);
        assert!(entities.len() > n / 4);
        start.elapsed().as_secs_f64()
    };
    time(10);
    let (small, large) = (time(400), time(3200));
    // Eight times the names; a quadratic way would take sixty-four times as long.
    assert!(large < small * 28.0 + 0.2, "{small} s, {large} s");
}

/// A number in letters.
fn letters(mut n: usize) -> String {
    let mut out = String::new();
    loop {
        out.push(['b', 'd', 'f', 'k', 'l', 'm', 'n', 'r', 's', 't'][n % 10]);
        out.push(['a', 'o'][n % 2]);
        n /= 10;
        if n == 0 {
            return out;
        }
    }
}
