//! `cargo xtask serve`: the page on this machine, as a host would serve it.

use crate::failure::{Context, Failure};
use crate::server::Server;
use crate::{build, paths, setup, steps};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

/// The port if none is named.
const PORT: u16 = 8080;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let (port, open) = options(arguments)?;
    // Taken first: nobody should wait minutes to hear that the port is taken.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let failure = match error.kind() {
            ErrorKind::AddrInUse => Failure::new(format!("port {port} is taken")),
            _ => Failure::new(format!("cannot listen on port {port}: {error}")),
        };
        failure.hint("cargo xtask serve --port N, with another number")
    })?;
    let tools = setup::for_build()?;
    build::page(&tools)?;
    let server = Server::new(listener, &paths::dist(), "")?;
    let address = server.address();
    steps::say("serving dist/; Ctrl-C ends it");
    println!("{address}");
    if open {
        let program = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        if Command::new(program).arg(&address).spawn().is_err() {
            steps::say(format!(
                "{program} is not here: open {address} in a browser"
            ));
        }
    }
    server.serve();
    Ok(())
}

/// The port, and whether to open a browser.
fn options(arguments: &[String]) -> Result<(u16, bool), Failure> {
    let (mut port, mut open) = (PORT, false);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        match name {
            "--open" if value.is_none() => open = true,
            "--port" => {
                let value = value
                    .or_else(|| arguments.next().cloned())
                    .unwrap_or_default();
                port = value
                    .parse()
                    .context(|| format!("read «{value}» as a port"))?;
            }
            _ => {
                return Err(Failure::new(format!("serve does not know «{argument}»"))
                    .hint("cargo xtask serve [--port N] [--open]"));
            }
        }
    }
    Ok((port, open))
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn options_are_read() {
        let read = |line: &str| options(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read("--port 9000 --open").ok(), Some((9000, true)));
        assert_eq!(read("--port=9000").ok(), Some((9000, false)));
        assert!(read("--port").is_err());
        assert!(read("--port 70000").is_err());
        assert!(read("--fast").is_err());
    }
}
