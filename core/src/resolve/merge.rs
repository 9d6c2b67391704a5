//! Joining the entities of documents, with the reason for every merge and refusal.

use super::Entity;
use crate::corpus::Document;
use crate::data::data;
use crate::extract::{EntityIx, Extraction, Holder};
use crate::text::fold::slug;

/// Joins the entities of all documents and rewrites the indices in `extractions` to the joint ones.
pub fn join(documents: &[Document], extractions: &mut [Extraction]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    for (document, extraction) in documents.iter().zip(extractions.iter_mut()) {
        let map: Vec<EntityIx> = extraction
            .entities
            .iter()
            .map(|local| {
                let known = local.known.and_then(|k| data().known.get(k as usize));
                let id = known.map_or_else(|| slug(&local.name), |k| k.id.clone());
                let at = entities
                    .iter()
                    .position(|e| e.id == id && e.kind == local.kind);
                let at = at.unwrap_or_else(|| {
                    entities.push(Entity {
                        id,
                        kind: local.kind,
                        name: known
                            .map_or_else(|| local.name.clone(), |k| k.name("en").to_string()),
                        names: known.map_or_else(Vec::new, |k| {
                            k.names
                                .iter()
                                .map(|(c, n)| (c.to_string(), n.clone()))
                                .collect()
                        }),
                        known: local.known,
                        country: known.map(|k| k.country.clone()).filter(|c| !c.is_empty()),
                        location: known.and_then(|k| data().location(k)),
                        reasons: Vec::new(),
                    });
                    entities.len() - 1
                });
                let names = &mut entities[at].names;
                match names.iter_mut().find(|(c, _)| *c == document.language) {
                    Some((_, list)) => {
                        if !list.contains(&local.name) {
                            list.push(local.name.clone());
                        }
                    }
                    None => names.push((document.language.clone(), vec![local.name.clone()])),
                }
                EntityIx(at as u32)
            })
            .collect();
        remap(extraction, &map);
    }
    entities
}

/// Rewrites the local entity indices of an extraction.
pub fn remap(extraction: &mut Extraction, map: &[EntityIx]) {
    let to = |e: EntityIx| map.get(e.0 as usize).copied().unwrap_or(e);
    let holder = |h: &mut Holder| {
        if let Holder::Entity(e) = h {
            *e = to(*e);
        }
    };
    for m in &mut extraction.mentions {
        m.entity = to(m.entity);
    }
    for q in &mut extraction.quotations {
        if let Some(s) = &mut q.speaker {
            holder(s);
        }
    }
    for c in &mut extraction.claims {
        holder(&mut c.holder);
        c.chain.iter_mut().for_each(holder);
        for e in &mut c.entities {
            *e = to(*e);
        }
        let mut seen = Vec::new();
        c.entities.retain(|e| {
            !seen.contains(e) && {
                seen.push(*e);
                true
            }
        });
    }
    for c in &mut extraction.connections {
        c.a = to(c.a);
        c.b = to(c.b);
        c.place = c.place.map(to);
    }
}
