//! Graphs to look at and to test with: a small one as a real corpus gives it, crowded ones made by rule.

use crate::map::graph::{
    Certainty, Edge, Graph, Location, Node, NodeKind, Precision, Relation, Side, Source, Strand,
};

/// A node with two sources.
pub fn node(
    id: &str,
    label: &str,
    kind: NodeKind,
    side: Side,
    at: Option<(f64, f64)>,
    precision: Precision,
) -> Node {
    Node {
        id: id.to_owned(),
        label: label.to_owned(),
        kind,
        side,
        location: at.map(|(latitude, longitude)| Location {
            latitude,
            longitude,
        }),
        precision,
        sources: 2,
        connections: 0,
    }
}

/// An edge whose strands are written as source letter and certainty: «A B?» is A certain, B possible; «~»
/// probable, «!» denied.
pub fn edge(
    a: &str,
    b: &str,
    label: &str,
    directed: bool,
    relation: Relation,
    strands: &str,
) -> Edge {
    let strands = strands
        .split_whitespace()
        .map(|word| Strand {
            source: usize::from(word.as_bytes()[0] - b'A'),
            certainty: if word.contains('?') {
                Certainty::Possible
            } else if word.contains('~') {
                Certainty::Probable
            } else {
                Certainty::Certain
            },
            denied: word.contains('!'),
        })
        .collect();
    Edge {
        id: format!("{a}-{label}-{b}"),
        a: a.to_owned(),
        b: b.to_owned(),
        kind: label.to_owned(),
        label: label.to_owned(),
        directed,
        relation,
        place: None,
        dispute: None,
        strands,
    }
}

/// Sources A, B, C …
pub fn sources(n: u8) -> Vec<Source> {
    (0..n)
        .map(|i| {
            let letter = char::from(b'A' + i).to_string();
            Source {
                id: format!("source-{letter}"),
                name: format!("Source {letter}"),
                letter,
            }
        })
        .collect()
}

fn counted(mut nodes: Vec<Node>, edges: Vec<Edge>, sources: Vec<Source>) -> Graph {
    for node in &mut nodes {
        node.connections = edges
            .iter()
            .filter(|e| e.a == node.id || e.b == node.id)
            .count();
    }
    Graph::new(nodes, edges, sources)
}

/// Two articles on two meetings in Moscow: people, bodies and places, 23 connections.
pub fn moscow() -> Graph {
    use NodeKind::{Organization, Person, Place};
    use Precision::{City, Country, Region, Unplaced};
    use Relation::{Agree, Alone, Differ};
    let (libya, russia, moscow) = (
        Some((27.0, 17.2)),
        Some((61.5, 96.0)),
        Some((55.755, 37.617)),
    );
    let nodes = vec![
        node(
            "khalifa-haftar",
            "Khalifa Haftar",
            Person,
            Side::Libya,
            libya,
            Country,
        ),
        node(
            "libyan-national-army",
            "Libyan National Army",
            Organization,
            Side::Libya,
            libya,
            Country,
        ),
        node("libya", "Libya", Place, Side::Libya, libya, Country),
        node("russia", "Russia", Place, Side::Russia, russia, Country),
        node("moscow", "Moscow", Place, Side::Russia, moscow, City),
        node(
            "vladimir-putin",
            "Vladimir Putin",
            Person,
            Side::Russia,
            moscow,
            City,
        ),
        node(
            "andrei-belousov",
            "Andrei Belousov",
            Person,
            Side::Russia,
            moscow,
            City,
        ),
        node(
            "dmitry-medvedev",
            "Dmitry Medvedev",
            Person,
            Side::Russia,
            russia,
            Country,
        ),
        node("africa", "Africa", Place, Side::Other, None, Region),
        node("nato", "NATO", Organization, Side::Other, None, Unplaced),
        node(
            "united-states",
            "United States",
            Place,
            Side::Other,
            Some((39.8, -98.6)),
            Country,
        ),
        node(
            "african-union",
            "African Union",
            Organization,
            Side::Other,
            None,
            Unplaced,
        ),
        node(
            "arab-league",
            "Arab League",
            Organization,
            Side::Other,
            None,
            Unplaced,
        ),
    ];
    let meeting = |with: &str, source: &str| Edge {
        place: Some("moscow".to_owned()),
        dispute: Some("who-met-haftar".to_owned()),
        ..edge("khalifa-haftar", with, "meet", false, Differ, source)
    };
    let edges = vec![
        meeting("andrei-belousov", "B"),
        meeting("vladimir-putin", "A"),
        edge(
            "khalifa-haftar",
            "vladimir-putin",
            "military",
            false,
            Agree,
            "A",
        ),
        edge(
            "andrei-belousov",
            "khalifa-haftar",
            "praise",
            true,
            Alone,
            "B",
        ),
        edge("khalifa-haftar", "moscow", "visit", true, Agree, "A B"),
        edge("moscow", "khalifa-haftar", "praise", true, Alone, "B"),
        edge("moscow", "khalifa-haftar", "support", true, Alone, "B"),
        edge("khalifa-haftar", "russia", "military", false, Agree, "B?"),
        edge("russia", "khalifa-haftar", "support", true, Differ, "A?"),
        edge("libya", "russia", "support", true, Differ, "A B~"),
        edge("libya", "russia", "diplomacy", false, Alone, "A"),
        edge("russia", "libya", "invest", true, Differ, "A? B?"),
        edge("russia", "libya", "economy", true, Agree, "B~"),
        edge("libya", "russia", "military", false, Alone, "A"),
        edge("russia", "libya", "arms", true, Agree, "A?"),
        edge("russia", "libya", "training", true, Agree, "B"),
        edge(
            "khalifa-haftar",
            "libyan-national-army",
            "leads",
            true,
            Alone,
            "B",
        ),
        edge("dmitry-medvedev", "russia", "speaks for", true, Alone, "A"),
        edge("russia", "africa", "support", true, Alone, "A"),
        edge("russia", "africa", "arms", true, Alone, "A"),
        edge("vladimir-putin", "africa", "visit", true, Alone, "B!"),
        edge("russia", "nato", "oppose", true, Agree, "A B"),
        edge("russia", "united-states", "oppose", true, Agree, "A"),
    ];
    counted(nodes, edges, sources(2))
}

/// Ten officials in Moscow, six in Tripoli and Benghazi, six sources, a fork of three and denials.
pub fn crowded() -> Graph {
    use NodeKind::{Group, Organization, Person, Place};
    use Precision::{City, Country};
    use Relation::{Agree, Alone, Contradict, Differ};
    let moscow = Some((55.755, 37.617));
    let mut nodes = vec![
        node("moscow", "Moscow", Place, Side::Russia, moscow, City),
        node(
            "tripoli",
            "Tripoli",
            Place,
            Side::Libya,
            Some((32.887, 13.191)),
            City,
        ),
        node(
            "benghazi",
            "Benghazi",
            Place,
            Side::Libya,
            Some((32.117, 20.068)),
            City,
        ),
        node(
            "libya",
            "Libya",
            Place,
            Side::Libya,
            Some((27.0, 17.2)),
            Country,
        ),
        node(
            "russia",
            "Russia",
            Place,
            Side::Russia,
            Some((61.5, 105.3)),
            Country,
        ),
        node(
            "turkey",
            "Turkey",
            Place,
            Side::Other,
            Some((39.0, 35.2)),
            Country,
        ),
        node(
            "italy",
            "Italy",
            Place,
            Side::Other,
            Some((42.8, 12.8)),
            Country,
        ),
        node(
            "cairo",
            "Cairo",
            Place,
            Side::Other,
            Some((30.044, 31.236)),
            City,
        ),
        node(
            "egypt",
            "Egypt",
            Place,
            Side::Other,
            Some((26.8, 30.8)),
            Country,
        ),
        node(
            "haftar",
            "Khalifa Haftar",
            Person,
            Side::Libya,
            Some((32.117, 20.068)),
            City,
        ),
        node(
            "saddam",
            "Saddam Haftar",
            Person,
            Side::Libya,
            Some((32.117, 20.068)),
            City,
        ),
        node(
            "dbeibah",
            "Abdul Hamid Dbeibah",
            Person,
            Side::Libya,
            Some((32.887, 13.191)),
            City,
        ),
        node(
            "menfi",
            "Mohamed al-Menfi",
            Person,
            Side::Libya,
            Some((32.887, 13.191)),
            City,
        ),
        node(
            "lna",
            "Libyan National Army",
            Organization,
            Side::Libya,
            Some((27.0, 17.2)),
            Country,
        ),
        node(
            "militias",
            "Libyan militias",
            Group,
            Side::Libya,
            Some((27.0, 17.2)),
            Country,
        ),
        node(
            "wagner",
            "Wagner Group",
            Group,
            Side::Russia,
            Some((61.5, 105.3)),
            Country,
        ),
    ];
    let officials = [
        "Vladimir Putin",
        "Andrei Belousov",
        "Sergei Lavrov",
        "Mikhail Bogdanov",
        "Yunus-bek Yevkurov",
        "Dmitry Peskov",
        "Sergei Shoigu",
        "Valery Gerasimov",
    ];
    for name in officials {
        nodes.push(node(
            &name.to_lowercase().replace(' ', "-"),
            name,
            Person,
            Side::Russia,
            moscow,
            City,
        ));
    }
    nodes.push(node(
        "defence",
        "Russian Defence Ministry",
        Organization,
        Side::Russia,
        moscow,
        City,
    ));
    nodes.push(node(
        "foreign",
        "Russian Foreign Ministry",
        Organization,
        Side::Russia,
        moscow,
        City,
    ));
    let met = |with: &str, source: &str, relation: Relation| Edge {
        place: Some("moscow".to_owned()),
        ..edge("haftar", with, "meet", false, relation, source)
    };
    let edges = vec![
        met("vladimir-putin", "A C", Contradict),
        met("andrei-belousov", "B", Contradict),
        met("yunus-bek-yevkurov", "D", Contradict),
        edge("haftar", "moscow", "visit", true, Agree, "A B C D E F"),
        edge("haftar", "russia", "military", false, Agree, "A B? C~"),
        edge("sergei-lavrov", "dbeibah", "meet", false, Alone, "E"),
        edge(
            "mikhail-bogdanov",
            "menfi",
            "negotiate",
            false,
            Differ,
            "E F",
        ),
        edge("mikhail-bogdanov", "saddam", "meet", false, Alone, "A"),
        edge(
            "dmitry-peskov",
            "wagner",
            "oppose",
            true,
            Contradict,
            "A! B",
        ),
        edge("sergei-shoigu", "haftar", "praise", true, Alone, "C"),
        edge("valery-gerasimov", "lna", "train", true, Differ, "C? D~"),
        edge(
            "defence",
            "lna",
            "supply arms",
            true,
            Contradict,
            "A B! C? D E",
        ),
        edge("foreign", "libya", "diplomacy", true, Agree, "A B"),
        edge("russia", "libya", "base access", true, Differ, "A? B? C!"),
        edge("russia", "libya", "invest", true, Alone, "B?"),
        edge("russia", "libya", "economy", true, Agree, "B~ C"),
        edge("wagner", "lna", "support", true, Agree, "A B C"),
        edge("wagner", "militias", "train", true, Alone, "D"),
        edge("turkey", "dbeibah", "support", true, Agree, "A D"),
        edge("italy", "libya", "invest", true, Alone, "B"),
        edge("egypt", "haftar", "support", true, Agree, "A B"),
        edge("haftar", "cairo", "visit", true, Alone, "F"),
        edge("haftar", "lna", "leads", true, Agree, "A B C"),
        edge("saddam", "lna", "leads", true, Alone, "C"),
        edge("tripoli", "moscow", "visit", true, Alone, "F"),
        edge("benghazi", "moscow", "visit", false, Alone, "F"),
    ];
    counted(nodes, edges, sources(6))
}

/// `n` nodes and about two edges a node, by a fixed rule: a few hubs, places all over the map.
pub fn synthetic(n: usize) -> Graph {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut next = move |below: usize| {
        // xorshift64: the same everywhere.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let kinds = [
        NodeKind::Person,
        NodeKind::Organization,
        NodeKind::Place,
        NodeKind::Group,
    ];
    let sides = [Side::Libya, Side::Russia, Side::Other];
    let nodes: Vec<Node> = (0..n)
        .map(|i| {
            let (latitude, longitude) = match i % 3 {
                0 => (
                    24.0 + next(90) as f64 / 10.0,
                    10.0 + next(140) as f64 / 10.0,
                ),
                1 => (
                    50.0 + next(100) as f64 / 10.0,
                    30.0 + next(200) as f64 / 10.0,
                ),
                _ => (
                    30.0 + next(200) as f64 / 10.0,
                    5.0 + next(400) as f64 / 10.0,
                ),
            };
            let precision = if next(4) == 0 {
                Precision::Country
            } else {
                Precision::City
            };
            node(
                &format!("n{i:05}"),
                &format!("Name {i}"),
                kinds[next(4)],
                sides[i % 3],
                Some((latitude, longitude)),
                precision,
            )
        })
        .collect();
    let labels = ["meet", "support", "arms", "visit"];
    let relations = [
        Relation::Alone,
        Relation::Agree,
        Relation::Differ,
        Relation::Contradict,
    ];
    let strands = ["A", "A B", "C?", "A~ B C!", "A B C D E F"];
    let edges: Vec<Edge> = (0..2 * n)
        .map(|k| {
            let (a, b) = (
                next(n),
                if next(3) == 0 {
                    next(n.min(8))
                } else {
                    next(n)
                },
            );
            let mut e = edge(
                &format!("n{a:05}"),
                &format!("n{b:05}"),
                labels[next(4)],
                next(2) == 0,
                relations[next(4)],
                strands[next(5)],
            );
            e.id = format!("e{k:05}");
            e
        })
        .collect();
    counted(nodes, edges, sources(6))
}
