//! Groups of goods that need each other: the strongly connected components of the table.

use crate::order;
use crate::pace::Pace;

/// The strongly connected components of the graph in which `successor(node, k)` is the k-th node that `node` has an edge to,
/// `None` when it has no more.
///
/// Tarjan's algorithm (SIAM J. Comput. 1, 1972) with its own stack instead of recursion, so that a chain of 50,000 goods
/// cannot overflow. A component comes after all components it has edges to; nodes in a component are in rising order.
pub(super) async fn components(
    nodes: usize,
    successor: impl Fn(usize, usize) -> Option<usize>,
    pace: &Pace,
) -> Vec<Vec<usize>> {
    let mut search = Search::new(nodes);
    while search.go_on(&successor, STEPS) {
        pace.work(8 * STEPS).await;
    }
    search.found
}

/// Edges looked at between two pauses.
const STEPS: usize = 4096;

const UNSEEN: usize = usize::MAX;

/// The algorithm under way.
struct Search {
    /// The number of each node in the order in which they are seen, and the lowest one it can go back to.
    order: Vec<usize>,
    lowest: Vec<usize>,
    /// Nodes that are in no component yet.
    open: Vec<usize>,
    is_open: Vec<bool>,
    found: Vec<Vec<usize>>,
    seen: usize,
    /// Nodes on the way down, each with the number of successors already looked at.
    path: Vec<(usize, usize)>,
    /// The next node to begin a way at.
    root: usize,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            order: vec![UNSEEN; nodes],
            lowest: vec![0; nodes],
            open: Vec::new(),
            is_open: vec![false; nodes],
            found: Vec::new(),
            seen: 0,
            path: Vec::new(),
            root: 0,
        }
    }

    /// Goes so many steps on; whether there are more.
    fn go_on(&mut self, successor: &impl Fn(usize, usize) -> Option<usize>, steps: usize) -> bool {
        for _ in 0..steps {
            let Some(&mut (node, ref mut looked_at)) = self.path.last_mut() else {
                let Some(&seen_as) = self.order.get(self.root) else {
                    return false;
                };
                if seen_as == UNSEEN {
                    self.see(self.root);
                }
                self.root += 1;
                continue;
            };
            let Some(next) = successor(node, *looked_at) else {
                self.leave(node);
                continue;
            };
            *looked_at += 1;
            if self.order[next] == UNSEEN {
                self.see(next);
            } else if self.is_open[next] {
                self.lowest[node] = self.lowest[node].min(self.order[next]);
            }
        }
        true
    }

    fn see(&mut self, node: usize) {
        (self.order[node], self.lowest[node]) = (self.seen, self.seen);
        self.seen += 1;
        self.open.push(node);
        self.is_open[node] = true;
        self.path.push((node, 0));
    }

    fn leave(&mut self, node: usize) {
        self.path.pop();
        if let Some(&(parent, _)) = self.path.last() {
            self.lowest[parent] = self.lowest[parent].min(self.lowest[node]);
        }
        if self.lowest[node] == self.order[node] {
            let first = self.open.iter().rposition(|&other| other == node);
            let mut component = self.open.split_off(first.unwrap_or(0));
            for &member in &component {
                self.is_open[member] = false;
            }
            order::sort_by_key(&mut component, |&member| member);
            self.found.push(component);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_groups_of_a_graph_drawn_by_hand() {
        // 0 -> 1 -> 2 -> 0 is a group, 3 <-> 4 another that the first needs, 5 needs only itself, 6 nothing.
        let successors = [
            vec![1],
            vec![2, 3],
            vec![0],
            vec![4],
            vec![3],
            vec![5],
            vec![],
        ];
        let successor = |node: usize, k: usize| successors[node].get(k).copied();
        let mut groups = Pace::finish(async |pace| components(7, successor, &pace).await);
        let place = |member: usize| groups.iter().position(|group| group.contains(&member));
        assert!(place(3) < place(0), "what is needed comes first");
        groups.sort();
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4], vec![5], vec![6]]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let nodes = 200_000;
        let next = |node, k| (k == 0 && node + 1 < nodes).then_some(node + 1);
        let found = Pace::finish(async |pace| components(nodes, next, &pace).await);
        assert_eq!(found.len(), nodes);
    }
}
