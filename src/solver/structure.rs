//! Groups of goods that need each other: the strongly connected components of the table.

use crate::order;

/// The strongly connected components of the graph in which `successor(node, k)` is the k-th node that `node` has an edge to,
/// `None` when it has no more.
///
/// Tarjan's algorithm (SIAM J. Comput. 1, 1972) with its own stack instead of recursion, so that a chain of 50,000 goods
/// cannot overflow. A component comes after all components it has edges to; nodes in a component are in rising order.
pub(super) fn components(
    nodes: usize,
    successor: impl Fn(usize, usize) -> Option<usize>,
) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let (mut order, mut lowest) = (vec![UNSEEN; nodes], vec![0; nodes]);
    let (mut open, mut is_open) = (Vec::new(), vec![false; nodes]);
    let mut found = Vec::new();
    let mut seen = 0;
    // Nodes on the way down, each with the number of successors already looked at.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for root in 0..nodes {
        if order[root] != UNSEEN {
            continue;
        }
        path.push((root, 0));
        while let Some(&mut (node, ref mut looked_at)) = path.last_mut() {
            if *looked_at == 0 {
                (order[node], lowest[node]) = (seen, seen);
                seen += 1;
                open.push(node);
                is_open[node] = true;
            }
            if let Some(next) = successor(node, *looked_at) {
                *looked_at += 1;
                if order[next] == UNSEEN {
                    path.push((next, 0));
                } else if is_open[next] {
                    lowest[node] = lowest[node].min(order[next]);
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                lowest[parent] = lowest[parent].min(lowest[node]);
            }
            if lowest[node] == order[node] {
                let first = open.iter().rposition(|&other| other == node).unwrap_or(0);
                let mut component = open.split_off(first);
                for &member in &component {
                    is_open[member] = false;
                }
                order::sort_by_key(&mut component, |&member| member);
                found.push(component);
            }
        }
    }
    found
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
        let mut groups = components(7, |node, k| successors[node].get(k).copied());
        let place = |member: usize| groups.iter().position(|group| group.contains(&member));
        assert!(place(3) < place(0), "what is needed comes first");
        groups.sort();
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4], vec![5], vec![6]]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let nodes = 200_000;
        let next = |node, k| (k == 0 && node + 1 < nodes).then_some(node + 1);
        assert_eq!(components(nodes, next).len(), nodes);
    }
}
