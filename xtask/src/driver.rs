//! A running driver of browsers: ChromeDriver or geckodriver.

use crate::failure::{Context, Failure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// How long it may take to start or to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver; ends, with its browsers, when dropped.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    /// Whether it is geckodriver, which cannot be asked to end.
    gecko: bool,
}

/// What geckodriver is started with: a port of its choice, and leave to read the browser's own console.
const GECKO: &[&str] = &["--port", "0", "--allow-system-access"];

impl Driver {
    /// Starts ChromeDriver on a free port, which it prints.
    pub(crate) fn start(program: &Path) -> Result<Self, Failure> {
        Self::start_with(program, &["--port=0"], false)
    }

    /// Starts geckodriver on a free port, which it prints. It drives one browser at a time.
    pub(crate) fn start_gecko(program: &Path) -> Result<Self, Failure> {
        Self::start_with(program, GECKO, true)
    }

    fn start_with(program: &Path, arguments: &[&str], gecko: bool) -> Result<Self, Failure> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context(|| format!("start {}", program.display()))?;
        let (send, receive) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            // Read to the end, so that the driver never waits for a reader.
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    if let Some(port) = port_in(&line) {
                        // Nobody waits any longer if the driver was too slow.
                        let _ = send.send(port);
                    }
                }
            });
        }
        let mut driver = Self {
            child,
            port: 0,
            gecko,
        };
        driver.port = receive.recv_timeout(PATIENCE).map_err(|_| {
            Failure::new(format!("{} started, but named no port", program.display()))
        })?;
        Ok(driver)
    }

    /// Where tests find it.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks ChromeDriver to end its browsers and itself.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )?;
        stream.read_to_end(&mut Vec::new())?;
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() && asked.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Whatever goes wrong here, the last word is spoken below.
        if self.gecko {
            let children = ["-TERM", "-P", &self.child.id().to_string()];
            let _ = Command::new("pkill").args(children).status();
        } else {
            let _ = self.shut_down();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port in «ChromeDriver was started successfully on port 38371.» and in «Listening on 127.0.0.1:38371».
fn port_in(line: &str) -> Option<u16> {
    let chrome = line.split_once("started successfully on port ");
    let (_, port) = chrome.or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_of_the_driver_is_read() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 38371."),
            Some(38371)
        );
        assert_eq!(
            port_in("1795335119000\tgeckodriver\tINFO\tListening on 127.0.0.1:38371"),
            Some(38371)
        );
        assert_eq!(
            port_in("Starting ChromeDriver 156.0.8078.79 on port 0"),
            None
        );
    }
}
