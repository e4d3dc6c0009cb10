#!/usr/bin/env bash
# The sample case, recorded from the first day to the export for a court. Everyone in it is made up.
# Read it top to bottom: each step is one thing a person does. Run it with `make demo`.
set -eu
cd "$(dirname "$0")/.."

# ── A fresh place to work in ─────────────────────────────────────────────────────────────────────

demo=${DEMO_DIR:-build/demo}
if [ -e "$demo" ] && [ ! -e "$demo/.demo" ]; then
  echo "$demo is there and was not made by this script. Nothing was changed. Set DEMO_DIR to another place." >&2
  exit 1
fi
rm -rf "$demo"
mkdir -p "$demo"
touch "$demo/.demo"

# A person is asked for a passphrase. A script has no one to ask, so here a file of chance opens the record.
(umask 077 && head -c 64 /dev/urandom > "$demo/key")

program=${RK:-rk}
python=${PYTHON:-python3}
rk() { command "$program" --vault "$demo/vault" --key-file "$demo/key" --no-input "$@"; }

step() { printf '\n── %s\n' "$1"; }

# Commands that write say, with --json, which number the entry got.
serial() { "$python" -c 'import json, sys; print(json.load(sys.stdin)["serial"])'; }

# The numbers of the received (in) or sent (out) entries whose words match:  entries in 'Leo'
entries() {
  rk timeline --since "29 Jan 2026" --json | "$python" -c '
import json, re, sys
for entry in json.load(sys.stdin)["entries"]:
    if entry.get("direction") == sys.argv[1] and re.search(sys.argv[2], entry.get("words") or ""):
        print(entry["serial"])' "$1" "$2"
}

# The numbers of the calls at one minute:  calls out 2026-02-28T17:35
calls() {
  rk timeline --since "29 Jan 2026" --json | "$python" -c '
import json, sys
for entry in json.load(sys.stdin)["entries"]:
    call = entry.get("channel") == "call" and entry.get("direction") == sys.argv[1]
    if call and (entry.get("at") or "").startswith(sys.argv[2]):
        print(entry["serial"])' "$1" "$2"
}

# ── The record, and the people in it ─────────────────────────────────────────────────────────────

step "Start a record"
rk init --title "Contacts since January 2026" --zone Europe/London --respondent "A. Reyes" \
  --jurisdiction "England and Wales" --shared-computer no

step "Who is who, and how that is known"
# P1 is A. Reyes, from init; the next three become P2, P3 and P4.
rk person add "Dana Reyes" --role proxy --relationship "his sister; passes messages on"
rk person add "Priya" --role witness --relationship "friend of the keeper"
rk person add "Leo" --role child --relationship "son of both"
rk person identify P1 "+44 7700 900355" --type phone --basis "his number since 2019" --confidence known
rk person identify P2 "+44 7700 900618" --type phone --basis "her number since 2019" --confidence known
rk person identify P1 "+44 7700 900871" --type phone \
  --basis "texts from it say it is his new number, signed A." --confidence known

# ── Decide, say it, keep proof ───────────────────────────────────────────────────────────────────

step "Decide: nothing but what is about the child"
rk boundary set --no-contact --except children --reason "Calls end in arguments that our son hears."

step "Say it, and keep proof that it arrived"
rk boundary stated B1 --how text --to "+44 7700 900355" --when "29 Jan 2026 20:00" \
  --words "No calls. Text about our son only." --status sent
rk boundary delivered S1 --status read --when "29 Jan 2026 20:14" --proof samples/read-receipt.png

step "Announce what she will do, and do only that"
rk consequence announce --action "Block his number for calls" --trigger channel:call --within 2d \
  --how text --when "30 Jan 2026 22:34" \
  --words "No calls. Text about our son only. If you call again I will block your number."
rk consequence announce --action "Tell the police" --trigger nth:3 --within 2d \
  --how text --when "13 Mar 2026 12:05" \
  --words "No calls. Text about our son only. If this goes on I will tell the police and ask a solicitor."
# S1 is the notice; the words above became S2 and S3. A second thing announced in the same words:
rk consequence announce --action "Ask a solicitor about an order" --in S3 --trigger "by:27 Mar 2026"
rk consequence announce --action "Ask the school for the side door" --trigger channel:in-person --within 1d \
  --how text --when "25 Mar 2026 17:10" \
  --words "Text about our son only. If you wait at the gate again I will ask the school for the side door."

# ── What the phone kept ──────────────────────────────────────────────────────────────────────────

step "Look first: what would come in, and what would stay out"
rk import samples/sms-20260228.xml --me "+44 7700 900142" --them "+44 7700 900355" --dry-run

step "Bring it in: two backups that overlap, and the calls"
for backup in samples/sms-20260228.xml samples/sms-20260331.xml samples/calls-20260331.xml; do
  rk import "$backup" --me "+44 7700 900142" --them "+44 7700 900355" --them "+44 7700 900871" --yes
done

step "A chat from WhatsApp has names and local times: who is who, and which zone, is said"
rk import samples/whatsapp-20260323.zip --me "M." --them "A. Reyes" --zone Europe/London --yes

step "His answer is the best proof that he knew"
ok=$(entries in '^ok$')
rk mark "$ok" --answers S1
rk boundary delivered S1 --status acknowledged --when "29 Jan 2026 20:14" --proof "#$ok"

step "Say what contacts were about"
# Texts about the child name him. The list is left unquoted: one number, one word.
rk mark $(entries in 'Leo') --purpose children
rk mark $(entries out 'Leo') --purpose children
rk mark $(calls out 2026-02-28T17:35) --purpose children
rk mark $(entries out '^No calls|^Text about our son|pass messages on') --purpose boundary
rk mark "$(entries in 'you still owe me an answer')" --purpose mixed
threat=$(entries in 'you will be sorry')
rk mark "$threat" --act threat --pick worst

# ── What no phone kept ───────────────────────────────────────────────────────────────────────────

step "Something left at the door, from a note made that morning"
gift=$(rk log gift --when "14 Feb 2026 08:00" --proximity left-item \
  --facts "Flowers and a card on the front step. The card is signed A." \
  --noted "14 Feb 2026 09:00" --noted-on paper --json | serial)

step "Seen nearby, with a friend beside her"
nearby=$(rk log in-person --when "25 Mar 2026 15:20" --proximity nearby --witness P3 --police no \
  --facts "He stood across the road from the school gate for about ten minutes and watched us leave." \
  --impact "I now park on another street." --location "school gate" \
  --noted "25 Mar 2026 16:05" --noted-on paper --json | serial)
rk reply in-person --answers "$nearby" --purpose boundary --when "25 Mar 2026 15:29" \
  --words "Text about our son only." --noted "25 Mar 2026 16:05" --noted-on paper

step "The voicemail, written down that night and saved as a file"
voicemail=$(rk log call --medium voicemail --from "+44 7700 900871" --when "20 Mar 2026 22:31" --duration 6 \
  --words "It's me. Pick up. I know you are there. We need to talk. Call me back." \
  --noted "20 Mar 2026 22:50" --noted-on paper --json | serial)
rk attach "$voicemail" samples/voicemail-20260320.wav --recording left \
  --received-how "saved from the phone's voicemail on 21 March"

# The phone's own call list has it too: one contact, told twice, counted once.
rk same "$voicemail" $(calls in 2026-03-20T22:31 | grep -vx "$voicemail")

step "Mistakes are corrected in the open; the first version is kept"
rk amend "$gift" --when "14 Feb 2026 07:45" --reason "The paper note says quarter to eight."
parcel=$(rk log gift --when "12 Feb 2026" \
  --facts "A parcel without a sender, left with a neighbour." --json | serial)
rk retract "$parcel" --reason "It was from Priya, not from him."

# ── What was said would follow, and what did ─────────────────────────────────────────────────────

step "Carried out: the block, with a screenshot"
rk block call --carries-out C1 --when "2 Feb 2026 12:30" --facts "Blocked his number for calls on the phone." \
  --why "I cannot sleep with the phone on." --proof samples/blocked.png

step "Carried out: told the police, the morning after the fourteen"
rk told police --carries-out C2 --when "21 Mar 2026 10:40" --ref "1182/26" --how "at the police station" \
  --about "$threat" --facts "Told of the evening of 20 March, and showed the messages." \
  --outcome "Logged. Told to keep the record and to call again if he comes near."

step "What her friend saw"
rk witness add P3 --sensed saw --willing yes --about "$nearby" --when "25 Mar 2026 16:20" \
  --words "I walked to the gate with her. He stood across the road the whole time and looked at us."

step "Not now, and not at all: both are decisions, the reason for the second stays private"
rk consequence defer C3 --until "in 14 days" --reason "The first free appointment is in two weeks."
rk consequence withdraw C4 --why other-step --reason "The school offered the side door before I asked."

# ── For someone else ─────────────────────────────────────────────────────────────────────────────

step "For the court, for the solicitor, and for programs"
rk export pdf --for court --consequences whole -o "$demo/record-court.pdf"
rk export pdf --for consult -o "$demo/record-consult.pdf"
rk export json -o "$demo/record.json"

# ── For someone who trusts neither her nor this program ──────────────────────────────────────────

step "The head of the record, for the solicitor to keep"
rk anchor new -o "$demo/to-send"

step "What came back: her answer, with the head in it"
{
  # The entries were made now, by this computer's clock: so was the answer, or the two would disagree.
  now=$("$python" -c 'import email.utils; print(email.utils.formatdate())')
  printf 'Received: from mail.example.org by mx.example.net; %s\n' "$now"
  printf 'From: solicitor@example.org\nTo: m@example.net\nSubject: Re: head of the record\n'
  printf 'Date: %s\nMessage-ID: <1@example.org>\n\nReceived today, and kept.\n\n' "$now"
  cat "$demo/to-send/head.txt"
} > "$demo/answer.eml"
rk anchor add "$demo/answer.eml" --witness "J. Alvarez, solicitor"
rk verify "$demo/to-send/head.txt"

step "A bundle, checked by this program and by the one it carries"
rk export bundle --for court -o "$demo/record.zip"
rk verify "$demo/record.zip"
"$python" -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$demo/record.zip" "$demo"
"$python" -I "$demo"/record-*/verify.py

step "A copy for another house: one file, read back and checked"
rk backup "$demo/backup.tar"
rk verify "$demo/backup.tar"

# ── Where things stand ───────────────────────────────────────────────────────────────────────────

step "What waits"
rk due
step "Where things stand"
rk status
step "What it adds up to"
rk audit
step "Check that nothing was changed"
rk verify

printf '\nThe record for the court: %s\n' "$demo/record-court.pdf"
