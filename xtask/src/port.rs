//! A free port on this machine.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

/// The wanted port if it is free, else one of the next few, else any.
pub fn free(wanted: u16) -> Result<u16> {
    let near = wanted..=wanted.saturating_add(20);
    near.chain([0])
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .and_then(|listener| listener.local_addr().ok())
        .map(|address| address.port())
        .context("no free port on 127.0.0.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert_ne!(free(port).unwrap(), port);
    }
}
