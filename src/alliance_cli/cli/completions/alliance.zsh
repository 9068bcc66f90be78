#compdef alliance
# Completion of alliance for zsh. Built by docs/completion.py from the program's own help.
_alliance_table() {
  case "$1" in
    'commands ') printf '%s\n' 'init	Make the encrypted vault, once.' 'day	Unlock once, then go through the day.' 'prep	Before a session: look back, arrive, set an intention.' 'session	During a session: prompts to read aloud, ratings.' 'reflect	After a session: moments, possible ruptures, ratings.' 'repair	Four steps when something has shifted between you.' 'history	A client'\''s course, or the whole caseload.' 'find	Find your own words again in answers, moments, repairs, tailoring, supervision and practice.' 'rate	Keep or correct the four quick ratings and what was said of tension.' 'measure	Fill in an instrument for a client and score it.' 'goals	What the client wants to reach, in the client'\''s own words, and how far it is reached.' 'moments	Strong moments and possible ruptures, one client'\''s or all.' 'tailor	How a client likes to be worked with, revised over time.' 'supervise	Questions for supervision: noted, prepared, taken along, answered.' 'practice	Deliberate practice of one micro-skill, in a log that is yours alone.' 'selfcare	A short check-in with yourself, and its course.' 'learn	What an alliance is, and how it is strained and repaired: short cards with example wording and sources.' 'client	Clients, kept as codes: open, list, show, change, close, erase.' 'sessions	A client'\''s sessions: list, note a missed one, move, join, erase.' 'report	One page to read, print or take along: a client'\''s course, or the caseload, drawn and as a table.' 'print	Paper for rooms without a screen, one page each: print it from the browser.' 'export	Measures, notes or your own log into a new file, which is not encrypted.' 'import	Bring back an export, or earlier ratings from a CSV file.' 'backup	A verified, encrypted copy of the vault, made while it is in use.' 'restore	Replace the vault with a backup.' 'vault	The encrypted file, and who can open it.' 'prompts	The questions that are asked and the guide: list, show, check, edit. They are files you can change.' 'config	Settings: list, get, set, reset.' 'completion	Print a script that completes commands, options and their values when you press Tab.' 'demo	Try everything on six invented clients.' ;;
    'options ') printf '%s\n' '--home	Keep everything in this folder.' '--language	Speak and ask in this language, such as de.' '--plain	Line by line, with charts in words; no colour.' '--client	What is due for this client.' '--notes	With --json: your plans too.' '--json	What is due, as one JSON document.' '--version	Show the version.' '--help	Show this message and exit.' ;;
    'value  --home') printf '%s\n' '@files' ;;
    'value  --language') printf '%s\n' 'en' 'de' ;;
    'value  --client') printf '%s\n' '@codes' ;;
    'options init') printf '%s\n' '--keep-years	How many years a client'\''s file is kept; asked at a terminal if left out.' '--help	Show this message and exit.' ;;
    'value init --keep-years') printf '%s\n' '@free' ;;
    'options day') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options prep') printf '%s\n' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--card	Only show the card; ask nothing.' '--json	One JSON document on stdout.' '--notes	With --card --json: what was typed in words too.' '--answers	Take the answers from a YAML file (- for stdin).' '--script	Walk another script of this phase.' '--full	Ask the optional prompts too.' '--again	A second session on the same date.' '--new	Open the client if the code is new.' '--insist	Accept a code that looks like a name.' '--restart	Ask everything again; Enter keeps an answer.' '--help	Show this message and exit.' ;;
    'value prep --on') printf '%s\n' '@free' ;;
    'value prep --answers') printf '%s\n' '@files' ;;
    'value prep --script') printf '%s\n' 'ending' 'first-session' 'in-session' 'post-session' 'practice' 'pre-session' 'repair' 'self-care' 'supervision' 'supervision-outcome' 'supervision-preparation' 'tailoring' ;;
    'place prep 1') printf '%s\n' '@codes' ;;
    'options session') printf '%s\n' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--script	Walk another script of this phase.' '--full	Ask the optional prompts too.' '--again	A second session on the same date.' '--new	Open the client if the code is new.' '--insist	Accept a code that looks like a name.' '--restart	Ask everything again; Enter keeps an answer.' '--help	Show this message and exit.' ;;
    'value session --on') printf '%s\n' '@free' ;;
    'value session --answers') printf '%s\n' '@files' ;;
    'value session --script') printf '%s\n' 'ending' 'first-session' 'in-session' 'post-session' 'practice' 'pre-session' 'repair' 'self-care' 'supervision' 'supervision-outcome' 'supervision-preparation' 'tailoring' ;;
    'place session 1') printf '%s\n' '@codes' ;;
    'options reflect') printf '%s\n' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--script	Walk another script of this phase.' '--full	Ask the optional prompts too.' '--again	A second session on the same date.' '--new	Open the client if the code is new.' '--insist	Accept a code that looks like a name.' '--restart	Ask everything again; Enter keeps an answer.' '--help	Show this message and exit.' ;;
    'value reflect --on') printf '%s\n' '@free' ;;
    'value reflect --answers') printf '%s\n' '@files' ;;
    'value reflect --script') printf '%s\n' 'ending' 'first-session' 'in-session' 'post-session' 'practice' 'pre-session' 'repair' 'self-care' 'supervision' 'supervision-outcome' 'supervision-preparation' 'tailoring' ;;
    'place reflect 1') printf '%s\n' '@codes' ;;
    'options repair') printf '%s\n' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--restart	Ask everything again; Enter keeps an answer.' '--help	Show this message and exit.' ;;
    'value repair --on') printf '%s\n' '@free' ;;
    'value repair --answers') printf '%s\n' '@files' ;;
    'place repair 1') printf '%s\n' '@codes' ;;
    'options history') printf '%s\n' '--json	One JSON document on stdout.' '--table	Session by session, with every moment.' '--notes	The table, with what was typed in words.' '--all	The table of every session; over the caseload, closed clients too.' '--last	The latest N sessions.' '--since	The sessions from this date on.' '--voices	Your ratings beside the client'\''s.' '--explain	The rules behind the flags, and how often they are wrong.' '--browse	Session by session on the full screen, with what was typed.' '--no-pager	Print without the pager, however long it is.' '--help	Show this message and exit.' ;;
    'value history --last') printf '%s\n' '@free' ;;
    'value history --since') printf '%s\n' '@free' ;;
    'place history 1') printf '%s\n' '@codes' ;;
    'options find') printf '%s\n' '--client	Only what is about this client, such as J7.' '--since	Only from this date on.' '--class	Only notes, or only own; both if left out.' '--limit	This many passages instead of 20.' '--all	Every passage.' '--no-pager	Print without the pager, however long it is.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value find --client') printf '%s\n' '@codes' ;;
    'value find --since') printf '%s\n' '@free' ;;
    'value find --class') printf '%s\n' 'measures' 'notes' 'own' ;;
    'value find --limit') printf '%s\n' '@free' ;;
    'options rate') printf '%s\n' '--understood' '--goals' '--tasks' '--bond' '--tension	Whether the one who rates felt tension.' '--tension-strength	How strong the tension was.' '--tension-resolved	How far it is resolved.' '--rater	client (usual) or clinician.' '--how	How it came about: handed-over, read-aloud or recalled.' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--json	One JSON document on stdout.' '--hand-over	Give the keyboard to the client, who answers alone.' '--in	With --hand-over: the client'\''s language, as de.' '--with	With --hand-over: an instrument to fill in as well.' '--show	Show what the client answered alone before your own ratings are in.' '--help	Show this message and exit.' ;;
    'value rate --understood') printf '%s\n' '1' '2' '3' '4' '5' '6' '7' '8' '9' '10' ;;
    'value rate --goals') printf '%s\n' '1' '2' '3' '4' '5' '6' '7' '8' '9' '10' ;;
    'value rate --tasks') printf '%s\n' '1' '2' '3' '4' '5' '6' '7' '8' '9' '10' ;;
    'value rate --bond') printf '%s\n' '1' '2' '3' '4' '5' '6' '7' '8' '9' '10' ;;
    'value rate --tension') printf '%s\n' 'yes' 'no' ;;
    'value rate --tension-strength') printf '%s\n' '1' '2' '3' '4' '5' '6' '7' '8' '9' '10' ;;
    'value rate --tension-resolved') printf '%s\n' '1' '2' '3' '4' '5' '6' '7' '8' '9' '10' ;;
    'value rate --rater') printf '%s\n' 'client' 'clinician' ;;
    'value rate --how') printf '%s\n' 'handed-over' 'read-aloud' 'recalled' ;;
    'value rate --on') printf '%s\n' '@free' ;;
    'value rate --in') printf '%s\n' '@free' ;;
    'value rate --with') printf '%s\n' 'gad-7' 'haq-ii' 'ors' 'srs' 'wai-sr' ;;
    'place rate 1') printf '%s\n' '@codes' ;;
    'options measure') printf '%s\n' '--rater	client (usual) or clinician.' '--items	The answers in order; ,, leaves one out.' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--about	What an instrument is: key, cut-offs, licence.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value measure --rater') printf '%s\n' 'client' 'clinician' ;;
    'value measure --items') printf '%s\n' '@free' ;;
    'value measure --on') printf '%s\n' '@free' ;;
    'place measure 1') printf '%s\n' '@codes' ;;
    'place measure 2') printf '%s\n' 'gad-7' 'haq-ii' 'ors' 'srs' 'wai-sr' ;;
    'options goals') printf '%s\n' '--add	Add goals; the words are asked for.' '--rate	Ask how far each goal is reached, from 0 to 10.' '--values	Progress in the order of the list: 7,-,4.' '--retire	Ask about a goal no more, by its number.' '--take-up	Take up a retired goal again.' '--edit	Put a goal into other words.' '--erase	Erase a goal that should not be there.' '--yes	Erase without being asked.' '--on	The day it is about, such as yesterday; today if left out.' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value goals --values') printf '%s\n' '@free' ;;
    'value goals --retire') printf '%s\n' '@free' ;;
    'value goals --take-up') printf '%s\n' '@free' ;;
    'value goals --edit') printf '%s\n' '@free' ;;
    'value goals --erase') printf '%s\n' '@free' ;;
    'value goals --on') printf '%s\n' '@free' ;;
    'place goals 1') printf '%s\n' '@codes' ;;
    'options moments') printf '%s\n' '--show	One moment whole, by number.' '--edit	Change what is noted of it.' '--resolve	Say what has become of one; 2,5,7 notes all as repaired.' '--let-go	Let possible ruptures go: 4, or 3-12, or 2,5-7.' '--yes	Settle several without being asked.' '--set-aside	Set a flag such as o4 aside.' '--take-back	Take back that a flag was set aside.' '--confirm	Make a possible rupture of a flag such as o4.' '--decided	The flags set aside or confirmed, with reason and day.' '--kind	Only strong, or only rupture.' '--state	Only ruptures open, repaired or let-go.' '--open	Only ruptures still open; short for --state open.' '--marker	Only withdrawal, or only confrontation.' '--component	Only about goals, tasks or bond.' '--noticed-by	Only noticed by clinician, client or both.' '--since	Only from this date on.' '--all	Over the caseload, every moment.' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value moments --show') printf '%s\n' '@free' ;;
    'value moments --edit') printf '%s\n' '@free' ;;
    'value moments --resolve') printf '%s\n' '@free' ;;
    'value moments --let-go') printf '%s\n' '@free' ;;
    'value moments --set-aside') printf '%s\n' '@free' ;;
    'value moments --take-back') printf '%s\n' '@free' ;;
    'value moments --confirm') printf '%s\n' '@free' ;;
    'value moments --kind') printf '%s\n' 'strong' 'rupture' ;;
    'value moments --state') printf '%s\n' 'open' 'repaired' 'let-go' ;;
    'value moments --marker') printf '%s\n' 'withdrawal' 'confrontation' 'mixed' ;;
    'value moments --component') printf '%s\n' 'goals' 'tasks' 'bond' ;;
    'value moments --noticed-by') printf '%s\n' 'clinician' 'client' 'both' ;;
    'value moments --since') printf '%s\n' '@free' ;;
    'value moments --on') printf '%s\n' '@free' ;;
    'value moments --answers') printf '%s\n' '@files' ;;
    'place moments 1') printf '%s\n' '@codes' ;;
    'options tailor') printf '%s\n' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--restart	Ask everything again; Enter keeps an answer.' '--history	What holds now, and when each answer was noted; the words only with --notes.' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value tailor --on') printf '%s\n' '@free' ;;
    'value tailor --answers') printf '%s\n' '@files' ;;
    'place tailor 1') printf '%s\n' '@codes' ;;
    'commands supervise') printf '%s\n' 'add	Note a question; one line is enough.' 'show	One question in full, with everything written about it; with --json what you typed is there only with --notes.' 'prepare	Prepare a question: one moment, the question, your own part.' 'pack	A page to take along, in Markdown or HTML, without codes.' 'done	Note what came of a question.' ;;
    'options supervise') printf '%s\n' '--all	Those that are done too.' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options supervise add') printf '%s\n' '--moment	Its number in alliance moments CLIENT.' '--answers	Take the answers from a YAML file (- for stdin).' '--help	Show this message and exit.' ;;
    'value supervise add --moment') printf '%s\n' '@free' ;;
    'value supervise add --answers') printf '%s\n' '@files' ;;
    'place supervise add 1') printf '%s\n' '@codes' ;;
    'options supervise show') printf '%s\n' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options supervise prepare') printf '%s\n' '--answers	Take the answers from a YAML file (- for stdin).' '--help	Show this message and exit.' ;;
    'value supervise prepare --answers') printf '%s\n' '@files' ;;
    'options supervise pack') printf '%s\n' '--moment	A moment too, such as J7:3.' '--out	Into a new file, not to stdout.' '--codes	Leave clients'\'' codes as they are.' '--html	A page for the browser and for paper, with --out.' '--yes	Do not show it first, and do not ask.' '--help	Show this message and exit.' ;;
    'value supervise pack --moment') printf '%s\n' '@free' ;;
    'value supervise pack --out') printf '%s\n' '@files' ;;
    'options supervise done') printf '%s\n' '--answers	Take the answers from a YAML file (- for stdin).' '--help	Show this message and exit.' ;;
    'value supervise done --answers') printf '%s\n' '@files' ;;
    'commands practice') printf '%s\n' 'history	Self-ratings over time, what was rehearsed, and what comes next.' ;;
    'options practice') printf '%s\n' '--on	The day it is about, such as yesterday; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--restart	Ask everything again; Enter keeps an answer.' '--help	Show this message and exit.' ;;
    'value practice --on') printf '%s\n' '@free' ;;
    'value practice --answers') printf '%s\n' '@files' ;;
    'options practice history') printf '%s\n' '--all	Every rehearsal, not only the latest.' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'commands selfcare') printf '%s\n' 'history	The course of your check-ins, and what restored you most often.' ;;
    'options selfcare') printf '%s\n' '--on	The day it is about, such as yesterday; today if left out.' '--answers	Take the answers from a YAML file (- for stdin).' '--restart	Ask everything again; Enter keeps an answer.' '--help	Show this message and exit.' ;;
    'value selfcare --on') printf '%s\n' '@free' ;;
    'value selfcare --answers') printf '%s\n' '@files' ;;
    'options selfcare history') printf '%s\n' '--all	What you wrote each time, not only lately.' '--notes	With what was typed.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options learn') printf '%s\n' '--random	A card of the day.' '--search	The cards that hold all of these words.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value learn --search') printf '%s\n' '@free' ;;
    'place learn 1') printf '%s\n' 'components' 'cultural-humility' 'evidence' 'practice' 'repair' 'resources' 'ruptures' 'safety' 'self-care' 'skills' 'supervision' ;;
    'commands client') printf '%s\n' 'add	Open a client under a code.' 'list	All clients with their sessions, last ratings and open ruptures.' 'show	One client in a line, and the dates of the work.' 'edit	Change a client'\''s code, or the dates of the file.' 'close	Close a client when the work has ended.' 'reopen	Open a closed client again.' 'erase	Erase everything kept about a client, for good.' ;;
    'options client') printf '%s\n' '--help	Show this message and exit.' ;;
    'options client add') printf '%s\n' '--insist	Accept a code that looks like a name.' '--help	Show this message and exit.' ;;
    'options client list') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options client show') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place client show 1') printf '%s\n' '@codes' ;;
    'options client edit') printf '%s\n' '--code	Another code, not in use yet.' '--opened	The day the work began.' '--keep-until	Keep the file at least until then; none for no date.' '--insist	Accept a code that looks like a name.' '--help	Show this message and exit.' ;;
    'value client edit --code') printf '%s\n' '@free' ;;
    'value client edit --opened') printf '%s\n' '@free' ;;
    'value client edit --keep-until') printf '%s\n' '@free' ;;
    'place client edit 1') printf '%s\n' '@codes' ;;
    'options client close') printf '%s\n' '--ending	How the work ended: planned or unplanned.' '--on	The day it ended; today if left out.' '--help	Show this message and exit.' ;;
    'value client close --ending') printf '%s\n' 'planned' 'unplanned' ;;
    'value client close --on') printf '%s\n' '@free' ;;
    'place client close 1') printf '%s\n' '@codes' ;;
    'options client reopen') printf '%s\n' '--help	Show this message and exit.' ;;
    'place client reopen 1') printf '%s\n' '@codes' ;;
    'options client erase') printf '%s\n' '--confirm	The code once more; give it twice to be asked nothing.' '--help	Show this message and exit.' ;;
    'value client erase --confirm') printf '%s\n' '@free' ;;
    'place client erase 1') printf '%s\n' '@codes' ;;
    'commands sessions') printf '%s\n' 'list	A client'\''s sessions, and how much is kept of each.' 'add	Note that a session was missed. Missing one can be a withdrawal, so the next preparation shows it.' 'move	Give a session the date or the client it should have had, or join it to the session of that date.' 'erase	Erase one session with everything kept about it, for good.' ;;
    'options sessions') printf '%s\n' '--help	Show this message and exit.' ;;
    'options sessions list') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place sessions list 1') printf '%s\n' '@codes' ;;
    'options sessions add') printf '%s\n' '--on	The session'\''s date, such as 2026-11-20, yesterday, mon or -1; today if left out.' '--missed	no-show, cancelled, or late (cancelled too late).' '--held	It was held after all: take --missed back.' '--new	Open the client if the code is new.' '--insist	Accept a code that looks like a name.' '--help	Show this message and exit.' ;;
    'value sessions add --on') printf '%s\n' '@free' ;;
    'value sessions add --missed') printf '%s\n' 'no-show' 'cancelled' 'late' ;;
    'place sessions add 1') printf '%s\n' '@codes' ;;
    'options sessions move') printf '%s\n' '--on	The date it is noted under.' '--number	Its number, where a date has two of them.' '--to	The date it was held on.' '--to-client	The client it was held with.' '--again	Also where there is a session on that date; both are kept.' '--join	Make it one with the session on that date, without being asked.' '--help	Show this message and exit.' ;;
    'value sessions move --on') printf '%s\n' '@free' ;;
    'value sessions move --number') printf '%s\n' '@free' ;;
    'value sessions move --to') printf '%s\n' '@free' ;;
    'value sessions move --to-client') printf '%s\n' '@free' ;;
    'place sessions move 1') printf '%s\n' '@codes' ;;
    'options sessions erase') printf '%s\n' '--on	The date it is noted under.' '--number	Its number, where a date has two of them.' '--confirm	Give it twice, the code and then the date, to be asked nothing.' '--help	Show this message and exit.' ;;
    'value sessions erase --on') printf '%s\n' '@free' ;;
    'value sessions erase --number') printf '%s\n' '@free' ;;
    'value sessions erase --confirm') printf '%s\n' '@free' ;;
    'place sessions erase 1') printf '%s\n' '@codes' ;;
    'options report') printf '%s\n' '--for-client	For the client: their own ratings, in friendly words.' '--caseload	All open clients, and what you can learn.' '--codes	With --caseload: codes in place of letters.' '--notes	With moments, repairs, and what was typed.' '--confirm	notes, to write notes without being asked.' '--open	Show it in the browser.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value report --confirm') printf '%s\n' '@free' ;;
    'place report 1') printf '%s\n' '@codes' ;;
    'place report 2') printf '%s\n' '@files' ;;
    'options print') printf '%s\n' '--out	A new file ending in .html; one in this folder if left out.' '--code	With the client'\''s code on it.' '--open	Show it in the browser.' '--help	Show this message and exit.' ;;
    'value print --out') printf '%s\n' '@files' ;;
    'place print 1') printf '%s\n' 'script' 'moments' 'learn' 'instrument' 'sources' ;;
    'place print 2') printf '%s\n' '@codes' ;;
    'options export') printf '%s\n' '--class	measures, notes or own; may be repeated.' '--client	Only this client; may be repeated.' '--format	csv or fhir-ndjson (a new folder), fhir, json, markdown or sqlite.' '--for-record	Only results and dates, as for a record.' '--deidentified	Aliases for codes, days since the first session for dates.' '--confirm	notes, to export notes without being asked.' '--schema	Print the JSON Schema of the json format.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value export --class') printf '%s\n' 'measures' 'notes' 'own' ;;
    'value export --client') printf '%s\n' '@codes' ;;
    'value export --format') printf '%s\n' 'csv' 'fhir' 'fhir-ndjson' 'json' 'markdown' 'sqlite' ;;
    'value export --confirm') printf '%s\n' 'notes' ;;
    'place export 1') printf '%s\n' '@files' ;;
    'options import') printf '%s\n' '--dry-run	Only say what would be added.' '--new	Open the clients of a CSV file whose codes are new.' '--insist	Accept a code that looks like a name.' '--map	The column of a CSV file for one of our names, or a layout: openfit; may be repeated.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value import --map') printf '%s\n' '@free' ;;
    'place import 1') printf '%s\n' '@files' ;;
    'options backup') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place backup 1') printf '%s\n' '@files' ;;
    'options restore') printf '%s\n' '--yes	Replace the vault without being asked.' '--help	Show this message and exit.' ;;
    'place restore 1') printf '%s\n' '@files' ;;
    'commands vault') printf '%s\n' 'where	Where the vault, the settings and your prompts lie.' 'check	Check the vault: every page, table and value, what belongs together, and who may read the file.' 'passphrase	Change the passphrase.' 'remember	Let this machine'\''s keyring open the vault for you.' 'forget	Take the key out of the keyring again.' 'recovery	A sheet of paper that opens the vault if you forget.' 'due	Files whose time of keeping is over.' 'log	Which command touched which client, and when.' 'compact	Rewrite the file without the space that was freed.' ;;
    'options vault') printf '%s\n' '--help	Show this message and exit.' ;;
    'options vault where') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options vault check') printf '%s\n' '--salvage	Copy what can be read into a new vault.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place vault check 1') printf '%s\n' '@files' ;;
    'options vault passphrase') printf '%s\n' '--help	Show this message and exit.' ;;
    'options vault remember') printf '%s\n' '--help	Show this message and exit.' ;;
    'options vault forget') printf '%s\n' '--help	Show this message and exit.' ;;
    'options vault recovery') printf '%s\n' '--yes	Print the code without asking first.' '--help	Show this message and exit.' ;;
    'options vault due') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options vault log') printf '%s\n' '--client	Only about this client.' '--since	Only from this date on.' '--all	Every entry, not only the latest.' '--forget-before	Remove the entries from before this date.' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'value vault log --client') printf '%s\n' '@codes' ;;
    'value vault log --since') printf '%s\n' '@free' ;;
    'value vault log --forget-before') printf '%s\n' '@free' ;;
    'options vault compact') printf '%s\n' '--help	Show this message and exit.' ;;
    'commands prompts') printf '%s\n' 'list	All scripts, your own and those that came with the program.' 'show	One script with all its prompts, their wording and purpose.' 'check	Look for mistakes in your files; every one is listed with its line.' 'edit	Change a file in your editor: the first time, a copy of the shipped one is made for you.' 'diff	How your copy of a file differs from the shipped one, for instance after an upgrade.' 'schema	The JSON Schema of a kind of file, for editors that check while you write.' ;;
    'options prompts') printf '%s\n' '--help	Show this message and exit.' ;;
    'options prompts list') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options prompts show') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place prompts show 1') printf '%s\n' 'ending' 'first-session' 'in-session' 'post-session' 'practice' 'pre-session' 'repair' 'self-care' 'supervision' 'supervision-outcome' 'supervision-preparation' 'tailoring' ;;
    'options prompts check') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place prompts check 1') printf '%s\n' '@files' ;;
    'options prompts edit') printf '%s\n' '--help	Show this message and exit.' ;;
    'place prompts edit 1') printf '%s\n' 'ending' 'first-session' 'in-session' 'post-session' 'practice' 'pre-session' 'repair' 'self-care' 'supervision' 'supervision-outcome' 'supervision-preparation' 'tailoring' 'moments/rupture' 'moments/strong' 'learn/components' 'learn/cultural-humility' 'learn/evidence' 'learn/practice' 'learn/repair' 'learn/resources' 'learn/ruptures' 'learn/safety' 'learn/self-care' 'learn/skills' 'learn/supervision' 'instruments/gad-7' 'instruments/haq-ii' 'instruments/ors' 'instruments/srs' 'instruments/wai-sr' ;;
    'options prompts diff') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place prompts diff 1') printf '%s\n' 'ending' 'first-session' 'in-session' 'post-session' 'practice' 'pre-session' 'repair' 'self-care' 'supervision' 'supervision-outcome' 'supervision-preparation' 'tailoring' 'moments/rupture' 'moments/strong' 'learn/components' 'learn/cultural-humility' 'learn/evidence' 'learn/practice' 'learn/repair' 'learn/resources' 'learn/ruptures' 'learn/safety' 'learn/self-care' 'learn/skills' 'learn/supervision' 'instruments/gad-7' 'instruments/haq-ii' 'instruments/ors' 'instruments/srs' 'instruments/wai-sr' ;;
    'options prompts schema') printf '%s\n' '--help	Show this message and exit.' ;;
    'place prompts schema 1') printf '%s\n' 'script' 'moments' 'learn' 'instrument' 'sources' ;;
    'commands config') printf '%s\n' 'list	All settings with their values and what they are about.' 'get	One setting.' 'set	Change a setting; what does not fit is refused with the reason.' 'reset	Reset a setting, or all of them, to the default; this works even if the settings file has mistakes.' ;;
    'options config') printf '%s\n' '--help	Show this message and exit.' ;;
    'options config list') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'options config get') printf '%s\n' '--json	One JSON document on stdout.' '--help	Show this message and exit.' ;;
    'place config get 1') printf '%s\n' 'language' 'lock.after' 'lock.session' 'screen.full' 'screen.theme' 'screen.plain' 'screen.private' 'session.reminder' 'backup.folder' 'backup.keep' 'backup.remind' 'retention.years' 'tailor.by' 'tailor.every' 'selfcare.low' 'selfcare.run' 'srs.cut-off' 'flags.low' 'flags.apart' 'flags.gap' 'baseline.score' 'baseline.drop' 'baseline.m0' 'baseline.k0' 'baseline.nu0' 'baseline.s0' 'baseline.run' ;;
    'options config set') printf '%s\n' '--help	Show this message and exit.' ;;
    'place config set 1') printf '%s\n' 'language' 'lock.after' 'lock.session' 'screen.full' 'screen.theme' 'screen.plain' 'screen.private' 'session.reminder' 'backup.folder' 'backup.keep' 'backup.remind' 'retention.years' 'tailor.by' 'tailor.every' 'selfcare.low' 'selfcare.run' 'srs.cut-off' 'flags.low' 'flags.apart' 'flags.gap' 'baseline.score' 'baseline.drop' 'baseline.m0' 'baseline.k0' 'baseline.nu0' 'baseline.s0' 'baseline.run' ;;
    'options config reset') printf '%s\n' '--help	Show this message and exit.' ;;
    'place config reset 1') printf '%s\n' 'language' 'lock.after' 'lock.session' 'screen.full' 'screen.theme' 'screen.plain' 'screen.private' 'session.reminder' 'backup.folder' 'backup.keep' 'backup.remind' 'retention.years' 'tailor.by' 'tailor.every' 'selfcare.low' 'selfcare.run' 'srs.cut-off' 'flags.low' 'flags.apart' 'flags.gap' 'baseline.score' 'baseline.drop' 'baseline.m0' 'baseline.k0' 'baseline.nu0' 'baseline.s0' 'baseline.run' ;;
    'options completion') printf '%s\n' '--help	Show this message and exit.' ;;
    'place completion 1') printf '%s\n' 'bash' 'zsh' 'fish' ;;
    'options demo') printf '%s\n' '--help	Show this message and exit.' ;;
    *) return 1 ;;
  esac
}

_alliance_look() {  # Arguments: the word at the cursor, then the words before it. Prints what fits in its place.
  local current=$1 at= place=1 expects= word
  shift
  for word in "$@"; do
    if [[ $word == "=" ]]; then continue; fi
    if [[ -n $expects ]]; then expects=; continue; fi
    case $word in
      -*=*) ;;
      -*) if _alliance_table "value $at $word" >/dev/null || _alliance_table "value  $word" >/dev/null; then
            expects=$word
          fi ;;
      *) if [[ $'\n'$(_alliance_table "commands $at") == *$'\n'"$word"$'\t'* ]]; then
           at="${at:+$at }$word" place=1
         else
           place=$((place + 1))
         fi ;;
    esac
  done
  if [[ -n $expects ]]; then
    _alliance_table "value $at $expects" || _alliance_table "value  $expects"
  elif [[ $current == -* ]]; then
    _alliance_table "options $at"
  else
    _alliance_table "commands $at"
    _alliance_table "place $at $place"
  fi
}

_alliance_words() {
  local line
  _alliance_look "$@" | while IFS= read -r line; do
    case $line in
      @codes) alliance completion codes 2>/dev/null </dev/null ;;
      @free) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}

_alliance() {
  local line
  local -a found
  while IFS= read -r line; do
    if [[ $line == @files ]]; then
      _files
    else
      found+=("${${line//:/\\:}/$'\t'/:}")
    fi
  done < <(_alliance_words "${words[CURRENT]}" "${(@)words[2,CURRENT-1]}")
  if (( ${#found} )); then _describe -V alliance found; fi
}
if [[ $funcstack[1] == _alliance ]]; then _alliance "$@"; else compdef _alliance alliance; fi
