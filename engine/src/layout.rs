//! Lays out networks that are too large for the page's own thread, and tells how far it is.

use crate::Tell;
use crossread::message::Reply;
use crossread_layout::force::{Forces, Simulation, remove_overlaps};
use crossread_layout::geometry::{Point, point};
use crossread_layout::stress;

/// So often, in steps, it tells where the nodes are.
const TOLD_EVERY: u32 = 10;

/// Pixels for a step between two nodes, at the start.
const LENGTH: f64 = 100.0;
/// How hot the simulation is then: it makes room between neighbours and leaves the whole as it is.
const HEAT: f64 = 0.1;

/// Lays nodes out as far apart as they are in the graph, then lets forces make room in `steps` steps; at the end none
/// lie on each other. Where they are before decides which way round the picture is.
pub(crate) fn lay_out(
    points: &[(f32, f32)],
    links: &[(u32, u32)],
    spacing: f32,
    steps: u32,
    tell: Tell,
) {
    let points = points.iter().map(|(x, y)| point((*x).into(), (*y).into()));
    let points: Vec<Point> = points
        .map(|p| if p.is_finite() { p } else { Point::default() })
        .collect();
    let links: Vec<(usize, usize)> = links
        .iter()
        .map(|(a, b)| (*a as usize, *b as usize))
        .collect();
    // Half as much push as for a few marks: many then show better who is far from whom (less stress).
    let forces = Forces {
        charge: -350.0,
        spacing: f64::from(spacing),
        ..Forces::default()
    };
    let start = stress::start(&points, &links, LENGTH);
    let mut done = 0;
    if steps > 0 {
        tell(laid(&start, done, steps));
    }
    let mut simulation = Simulation::new(start, &links, forces);
    simulation.set_heat(HEAT);
    while done < steps {
        let now = TOLD_EVERY.min(steps - done);
        simulation.run(now as usize);
        done += now;
        if done < steps {
            tell(laid(simulation.positions(), done, steps));
        }
    }
    let mut end = simulation.positions().to_vec();
    // A little more than asked for, since what is told is rounded.
    remove_overlaps(&mut end, forces.spacing * 1.001, None);
    tell(laid(&end, steps, steps));
}

fn laid(points: &[Point], done: u32, total: u32) -> Reply {
    Reply::Laid {
        points: points.iter().map(|p| (p.x as f32, p.y as f32)).collect(),
        done,
        total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(n: u32, steps: u32) -> Vec<Reply> {
        let points = vec![(0.0, 0.0); n as usize];
        let links: Vec<(u32, u32)> = (0..n)
            .flat_map(|i| [(i, (i + 1) % n), (i, (i * 7 + 3) % n)])
            .collect();
        let mut out = Vec::new();
        lay_out(&points, &links, 20.0, steps, &mut |reply| out.push(reply));
        out
    }

    #[test]
    fn it_tells_how_far_it_is_and_ends_without_overlaps() {
        let replies = run(500, 45);
        let done: Vec<u32> = replies
            .iter()
            .map(|reply| match reply {
                Reply::Laid {
                    points,
                    done,
                    total,
                } => {
                    assert_eq!((points.len(), *total), (500, 45));
                    *done
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(done, [0, 10, 20, 30, 40, 45]);
        let Some(Reply::Laid { points, .. }) = replies.last() else {
            panic!("no end");
        };
        for (i, (x, y)) in points.iter().enumerate() {
            assert!(x.is_finite() && y.is_finite());
            for (p, q) in &points[..i] {
                assert!((x - p).hypot(y - q) >= 20.0, "{i}");
            }
        }
        assert_eq!(run(500, 45), replies);
    }

    #[test]
    fn nothing_is_laid_out_too() {
        assert_eq!(run(0, 0).len(), 1);
        assert!(run(0, 10).len() > 1);
    }
}
