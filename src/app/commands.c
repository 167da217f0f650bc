/* The table of commands. */
#include "app/commands.h"

#include "app/postman.h"

static const CommandOption init_options[] = {
    STORE_OPTIONS,
    {"--demo", NULL, "with the demo partnership: bodies, people, meetings, papers, one sign-in for each role"},
    {0},
};
static const CommandOption serve_options[] = {
    STORE_OPTIONS,
    {"--listen", "ADDR:PORT", "where to listen (127.0.0.1:8080)"},
    {"--public-only", NULL, "serve the public site alone; needs only the published store and the letterbox"},
    {"--site-address", "URL", "the public address, for links in feeds and mails: https://example.org"},
    MAIL_OPTIONS,
    {"--certificate", "FILE", "TLS certificate chain in PEM; with --key"},
    {"--key", "FILE", "TLS private key in PEM"},
    {"--trust-proxy", NULL, "believe X-Forwarded-For and X-Forwarded-Proto of a proxy on this machine"},
    {"--open-metrics", NULL, "show /metrics to other machines too"},
    {"--page-threads", "N", "threads that answer pages (number of cores)"},
    {"--json-log", NULL, "log as JSON lines"},
    {"--verbose", NULL, "log each request"},
    {0},
};
static const CommandOption mail_options[] = {
    STORE_OPTIONS,
    {"--site-address", "URL", "the public address, for links: https://example.org"},
    MAIL_OPTIONS,
    {"--digest-now", NULL, "send the daily email now, whatever the hour"},
    {"--follow", NULL, "go on until standard input ends"},
    {"--json-log", NULL, "log as JSON lines"},
    {0},
};
static const CommandOption json_options[] = {{"--json", NULL, "print JSON"}, {0}};
static const CommandOption store_options[] = {STORE_OPTIONS, {0}};
static const CommandOption user_options[] = {
    STORE_OPTIONS,
    {"--name", "NAME", "the person's name", .is_required = true},
    {"--role", "ROLE", "administrator, clerk, safety-officer, chair, member or auditor", .is_required = true, .may_repeat = true},
    {0},
};
static const CommandOption one_step_options[] = {
    STORE_OPTIONS,
    {"--reason", "WORDS", "why; the person reads it when they next sign in", .is_required = true},
    {0},
};
static const CommandOption deadline_options[] = {
    {"--meeting", "YYYY-MM-DD", "the day of the meeting", .is_required = true},
    {"--data", "DIR", "take bank holidays and terms of reference from this data folder"},
    {"--database", "URL", "or from this database"},
    {"--public-database", "URL", "not needed here"},
    {"--body", "NAME", "the body whose terms of reference count (the county partnership)"},
    {"--json", NULL, "print JSON"},
    {0},
};
static const CommandOption plan_options[] = {
    STORE_OPTIONS,
    {"--year", "YYYY-YY", "the year whose plan it is: 2025-26", .is_required = true},
    {"--body", "NAME", "the body whose agreement it is (the county partnership)"},
    {"--take", NULL, "take all that can be taken; without it, only what would change is told"},
    {0},
};
static const CommandOption pack_options[] = {
    STORE_OPTIONS,
    {"--meeting", "ID", "the meeting's number", .is_required = true},
    {"--kind", "KIND",
        "public (without restricted papers) or restricted (readable for its owner alone; the journal notes it); public when not given"},
    {"-o", "FILE.pdf", "where to write it", .is_required = true},
    {0},
};
static const CommandOption import_options[] = {
    {"--data", "DIR", "the data folder; not needed with --dry-run"},
    {"--database", "URL", "the office in PostgreSQL instead of the data folder: postgresql://..."},
    {"--public-database", "URL", "the published store as the public side's role sees it: postgresql://..."},
    {"--seal-key", "FILE", "the key of restricted papers (QUORATE_SEAL_KEY, else ~/.config/quorate or /etc/quorate)"},
    {"--json", NULL, "print what was read of each file, one JSON object a line"},
    {"--dry-run", NULL, "read, and write nothing"},
    {"--body", "NAME", "the body that met, when a file does not say it"},
    {"--date", "YYYY-MM-DD", "the day of the meeting, when a file does not say it"},
    {"--publish", NULL, "bring the meetings to the public side as well"},
    {"--no-ocr", NULL, "leave out PDFs that are pictures; without it they are read by OCR where tesseract-ocr is installed"},
    {0},
};
static const CommandOption key_export_options[] = {STORE_OPTIONS, {"-o", "FILE", "where to write it instead of showing it"}, {0}};
static const CommandOption backup_options[] = {STORE_OPTIONS, {"-o", "FILE", "where to write it", .is_required = true}, {0}};

const Command all_commands[] = {
    {"init", "Makes a data folder, empty or with the demo partnership.", NULL, 0, 0, init_options, command_init},
    {"serve", "Serves the office and the public site.", NULL, 0, 0, serve_options, command_serve},
    {"user add", "Adds somebody who can sign in; the password comes from standard input, or is made and shown once.", "EMAIL", 1, 1,
        user_options, command_user_add},
    {"user one-step", "Takes somebody's two-step sign-in away when their telephone and recovery codes are lost.", "EMAIL", 1, 1,
        one_step_options, command_user_one_step},
    {"deadline", "Tells the last day on which papers for a meeting may be issued.", NULL, 0, 0, deadline_options, command_deadline},
    {"plan", "Tells what a spreadsheet (XLSX, CSV) would change in the action plan of a year, and takes it.", "FILE", 1, 1, plan_options,
        command_plan},
    {"pack", "Builds the reports pack of a meeting as PDF.", NULL, 0, 0, pack_options, command_pack},
    {"import", "Reads agendas, minutes and papers that others wrote into the archive: PDF, HTML, DOCX, text, or a Modern.gov web service.",
        "PATH...", 1, 1000000, import_options, command_import},
    {"jobs", "Works off waiting jobs now and shows their progress.", NULL, 0, 0, store_options, command_jobs},
    {"mail", "Gathers what people are to be told, and sends what waits.", NULL, 0, 0, mail_options, command_mail},
    {"bounce", "Takes a report of mail that came back, from standard input, and notes which address gets nothing.", NULL, 0, 0,
        store_options, command_bounce},
    {"verify", "Checks the journal's chain, references and files.", NULL, 0, 0, store_options, command_verify},
    {"backup", "Writes everything into one file, consistent while serving.", NULL, 0, 0, backup_options, command_backup},
    {"restore", "Makes a data folder from a backup.", "FILE", 1, 1, store_options, command_restore},
    {"key show", "Tells which key seals restricted papers, where it is and since when.", NULL, 0, 0, store_options, command_key_show},
    {"key rotate", "Changes the key of restricted papers, also while serving; the old one is kept beside it for older backups.", NULL, 0, 0,
        store_options, command_key_rotate},
    {"key export", "Prints the key of restricted papers for a safe, with figures to check it by.", NULL, 0, 0, key_export_options,
        command_key_export},
    {"key import", "Takes a printed key, or a key file, back into its place; - reads standard input.", "FILE", 1, 1, store_options,
        command_key_import},
    {"doors", "Lists every address of the program and who may enter.", NULL, 0, 0, json_options, command_doors},
    {"rules", "Lists the rules of law and terms of reference: what holds each, where, and which test shows it.", "[RULE]", 0, 1,
        json_options, command_rules},
    {"migrate", "Brings the stores of an older version up to date.", NULL, 0, 0, store_options, command_migrate},
    {0},
};
