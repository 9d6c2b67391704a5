//! Mending an entity: the same as another, or names that mean another; and what was mended, with the way back.

use crate::letters::lower;
use crate::model::mend::forms;
use crate::order::Order as _;
use crate::ui::browser::dom::{self, Event, Nodes, el, none};
use crate::ui::parts::control;
use crate::ui::parts::live::State;
use crate::ui::state::Ctx;
use crate::workspace::action::{About, Action};
use crate::workspace::state::Kind;
use crossread::extract::EntityIx;

/// What can be mended in an entity, and what was.
pub fn view(ctx: Ctx, at: EntityIx) -> Nodes {
    let s = ctx.s;
    let entity = ctx.model.entity(at);
    let about = |id: &str| About::new(Kind::Entity, id);
    let back = |words: String, id: &str, action: Action| {
        let about = about(id);
        el("p.mended").text(&words).text(" ").child(control::button(
            "plain",
            s.restore,
            move || {
                ctx.work.act(about.clone(), action.clone());
            },
        ))
    };
    let merged = ctx.model.mended.merged.iter().filter(|(.., to)| *to == at);
    let merged =
        merged.map(|(id, name, _)| back((s.went_into)(name), id, Action::Into(String::new())));
    let split = ctx.model.mended.split.iter().filter(|(new, _)| *new == at);
    let split = split.map(|(_, from)| {
        let name = ctx
            .model
            .entity_by_id(from)
            .map_or(from.as_str(), |e| ctx.name(e));
        back((s.came_from)(name), from, Action::Forms(Vec::new()))
    });
    let mut others: Vec<EntityIx> = (0..ctx.model.analysis.entities.len() as u32)
        .map(EntityIx)
        .filter(|e| *e != at && ctx.model.mentions[e.0 as usize].iter().any(|n| *n > 0))
        .collect();
    // Those of its kind first.
    others.order_by_cached_key(|e| {
        (
            ctx.model.entity(*e).kind != entity.kind,
            lower(ctx.name(*e)),
        )
    });
    let options = others.into_iter().map(|e| {
        let id = &ctx.model.entity(e).id;
        el("option").set("value", id).text(ctx.name(e))
    });
    let same = about(&entity.id).named(ctx.name(at));
    let choice = el("select.field")
        .set("id", "same-as")
        .child(el("option").set("value", "").text(s.choose))
        .children(options)
        .changed("change", move |id| {
            if !id.is_empty() {
                let shown = id.clone();
                ctx.work.act(same.clone(), Action::Into(id));
                ctx.go(|route| route.with(crate::route::key::SELECTED, &shown));
            }
        });
    let same = el("p.row")
        .child(el("label.lab").set("for", "same-as").text(s.same_as))
        .child(choice);
    let own = forms(&ctx.model.analysis, at);
    let names = if own.len() < 2 {
        none()
    } else {
        forms_view(ctx, at, &own)
    };
    let mend = el("details.why")
        .child(el("summary").text(s.mend_entity))
        .child(el("div.whybox").child(same).child(names));
    none().children(merged).children(split).child(mend)
}

/// The written forms, to be ticked and split off.
fn forms_view(ctx: Ctx, at: EntityIx, own: &[&str]) -> Nodes {
    let chosen = State::new(Vec::<String>::new());
    let count = own.len();
    let boxes = own.iter().map(|form| {
        let form = (*form).to_owned();
        let label = form.clone();
        let tick = el("input")
            .set("type", "checkbox")
            .on("change", move |event: Event| {
                let on = dom::ticked(&event);
                chosen.update(|chosen| {
                    chosen.retain(|f| *f != form);
                    if on {
                        chosen.push(form.clone());
                    }
                });
            });
        el("label.tick").child(tick).text(&label)
    });
    let about = About::new(Kind::Entity, ctx.model.entity(at).id.as_str()).named(ctx.name(at));
    let split = control::button("btn", ctx.s.split_forms, move || {
        let forms = chosen.get_untracked();
        if !forms.is_empty() && forms.len() < count {
            ctx.work.act(about.clone(), Action::Forms(forms));
        }
    })
    .live_flag("disabled", move || {
        let chosen = chosen.with(Vec::len);
        chosen == 0 || chosen == count
    });
    el("fieldset")
        .child(el("legend").text(ctx.s.other_forms))
        .children(boxes)
        .child(el("p.row").child(split))
}
