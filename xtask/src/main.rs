//! The project's own commands: `cargo xtask COMMAND`.
//!
//! One module a command; what several commands need is in [`failure`],
//! [`paths`], [`process`], [`steps`] and [`server`]. A new command is a module
//! with a `run(&[String])` and one line in [`COMMANDS`].

mod bench;
mod build;
mod driver;
mod failure;
mod finish;
mod fuzz;
mod paths;
mod process;
mod quality;
mod serve;
mod server;
mod setup;
mod single_file;
mod size;
mod split;
mod steps;
mod tally;
mod test;
mod twice;

use failure::Failure;
use std::process::ExitCode;

/// A command's name, what it does, and the function that does it.
type Command = (
    &'static str,
    &'static str,
    fn(&[String]) -> Result<(), Failure>,
);

const COMMANDS: &[Command] = &[
    (
        "setup",
        "set up what is missing to build; with --browser also what the browser tests need",
        setup::run,
    ),
    (
        "build",
        "set up, then build the page into dist/ in release mode",
        build::run,
    ),
    (
        "serve",
        "set up, build and serve the page: [--port N] [--open]",
        serve::run,
    ),
    (
        "test",
        "set up, then pass every check: [native | browser | chromium | firefox] [NAME]",
        test::run,
    ),
    (
        "size",
        "what a reader downloads at first load, against its limit",
        size::run,
    ),
    (
        "single-file",
        "the page as one file that runs by double click: dist/crossread.html, and zipped",
        single_file::run,
    ),
    (
        "split",
        "what of the page's program the first map needs, and what comes later: [FILE | --probe]",
        split::report::run,
    ),
    (
        "finish",
        "what Trunk calls at the end of a build: two files of the program, names, summary, offline copy",
        finish::run,
    ),
    (
        "bench",
        "how long a first load takes in Chromium: processor and network as they are, and slow",
        bench::run,
    ),
    (
        "twice",
        "builds what is committed two times from nothing and compares the pages",
        twice::run,
    ),
    (
        "fuzz",
        "lets libFuzzer look for bytes that break a parser or the analysis: [TARGET] [SECONDS]",
        fuzz::run,
    ),
    (
        "quality",
        "how often the program is right, on annotated texts: [--held] [--renamed] [--peers] [--misses] [--json] [--write]",
        quality::run,
    ),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("help", String::as_str);
    let Some((_, _, run)) = COMMANDS.iter().find(|(command, _, _)| *command == name) else {
        print_usage();
        return match name {
            "help" | "-h" | "--help" => ExitCode::SUCCESS,
            _ => {
                eprintln!("\nThere is no command «{name}».");
                ExitCode::from(2)
            }
        };
    };
    match run(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn print_usage() {
    println!("cargo xtask COMMAND\n");
    for (name, purpose, _) in COMMANDS {
        println!("  {name:<11} {purpose}");
    }
}
