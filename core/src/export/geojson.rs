//! GeoJSON (RFC 7946): entities with a location as points, connections as lines with the
//! sentences that state them. A connection whose ends have no two places is an unlocated feature.

use super::graph::{Edge, edges, nodes};
use crate::analysis::Analysis;
use crate::extract::EntityIx;
use serde_json::{Value, json};

/// Degrees with four decimals: about ten metres.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}

/// Longitude and latitude, in that order.
type Position = [f64; 2];

fn position(analysis: &Analysis, e: EntityIx) -> Option<Position> {
    let (latitude, longitude, _) = analysis.entities.get(e.0 as usize)?.location?;
    let (latitude, longitude) = (degrees(latitude), degrees(longitude));
    let fits = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    fits.then_some([longitude, latitude])
}

/// The line between two positions; cut where it would cross the antimeridian (RFC 7946, 3.1.9).
fn line(a: Position, b: Position) -> Value {
    if (a[0] - b[0]).abs() <= 180.0 {
        return json!({"type": "LineString", "coordinates": [a, b]});
    }
    let side = if a[0] > 0.0 { 180.0 } else { -180.0 };
    // How far b lies beyond the meridian, seen from a.
    let beyond = b[0] + 2.0 * side;
    let share = (side - a[0]) / (beyond - a[0]);
    let latitude = ((a[1] + share * (b[1] - a[1])) * 1e4).round() / 1e4;
    json!({
        "type": "MultiLineString",
        "coordinates": [[a, [side, latitude]], [[-side, latitude], b]],
    })
}

/// The analysis as a feature collection.
pub fn to_geojson(analysis: &Analysis) -> String {
    let mut features = Vec::new();
    for (i, (entity, node)) in analysis.entities.iter().zip(nodes(analysis)).enumerate() {
        let Some(position) = position(analysis, EntityIx(i as u32)) else {
            continue;
        };
        let precision = entity.location.and_then(|(_, _, p)| {
            let mut names = super::json::PRECISIONS.iter();
            names.find(|(known, _)| *known == p).map(|(_, name)| *name)
        });
        features.push(json!({
            "type": "Feature",
            "id": entity.id,
            "geometry": {"type": "Point", "coordinates": position},
            "properties": {
                "feature": "entity",
                "name": entity.name,
                "kind": entity.kind.as_str(),
                "precision": precision,
                "wikidata": &entity.wikidata,
                "mentions": node.mentions,
                "documents": node.documents.len(),
            },
        }));
    }
    for (i, e) in edges(analysis).iter().enumerate() {
        let (a, b) = (
            &analysis.entities[e.a.0 as usize],
            &analysis.entities[e.b.0 as usize],
        );
        let geometry = match (position(analysis, e.a), position(analysis, e.b)) {
            (Some(from), Some(to)) if from != to => line(from, to),
            _ => Value::Null,
        };
        let evidence = e.evidence.iter().map(|at| {
            let document = analysis.documents.get(at.0 as usize);
            json!({
                "document": document.map(|d| d.id.as_str()),
                "outlet": document.and_then(|d| d.outlet.as_deref()),
                "text": Edge::words(analysis, *at),
            })
        });
        features.push(json!({
            "type": "Feature",
            "id": format!("connection-{}", i + 1),
            "geometry": geometry,
            "properties": {
                "feature": "connection",
                "a": a.id,
                "a_name": a.name,
                "b": b.id,
                "b_name": b.name,
                "type": e.kind.as_str(),
                "plover": Some(e.plover()).filter(|p| !p.is_empty()),
                "polarity": e.polarity.as_str(),
                "certainty": e.certainty.as_str(),
                "dates": e.dates,
                "documents": e.ids(analysis),
                "evidence": evidence.collect::<Vec<_>>(),
            },
        }));
    }
    format!(
        "{:#}\n",
        json!({"type": "FeatureCollection", "features": features})
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_antimeridian_is_cut() {
        let cut = line([170.0, 10.0], [-170.0, 20.0]);
        assert_eq!(
            cut["coordinates"],
            json!([
                [[170.0, 10.0], [180.0, 15.0]],
                [[-180.0, 15.0], [-170.0, 20.0]]
            ])
        );
        let back = line([-170.0, 20.0], [170.0, 10.0]);
        assert_eq!(back["coordinates"][0][1], json!([-180.0, 15.0]));
        assert_eq!(line([1.0, 2.0], [3.0, 4.0])["type"], "LineString");
    }
}
