#!/usr/bin/env bash
# The chain of evidence.json, with a shell and sha256sum (or openssl) alone:  bash verify.sh [FOLDER]
# From the words shown to each digest, from the digests to the head, and the SHA-256 of each file that is there.
# What it does not look at (who names whom, erasures, receipts), verify.py does. Ends with 0, or 1 where one differs.
set -eu
export LC_ALL=C
cd "${1:-$(dirname "$0")/data}"

sha='([0-9a-f]{64})' quote='"' slash='\' digests=() count='' head='' vault='' bad=0 tool=(sha256sum)
command -v sha256sum > /dev/null || tool=(openssl dgst -sha256 -r)
sum() { hash=$("${tool[@]}"); hash=${hash%% *}; }
raw() { local at bytes=''; for ((at = 0; at < ${#1}; at += 2)); do bytes+="\\x${1:at:2}"; done; printf "$bytes"; }
differs() { echo "$1"; bad=1; }

while IFS= read -r line; do
  if [[ $line =~ ^\{\"book\":\"record\",\"count\":([0-9]+),\"entries\":\[$ ]]; then
    count=${BASH_REMATCH[1]}
  elif [[ $line =~ ^\{\"digest\":\"$sha\"(,\"erased\":true)?\},?$ ]]; then
    digests+=("${BASH_REMATCH[1]}")
  elif [[ $line =~ ^\{\"digest\":\"$sha\",\"private\":\"$sha\",\"public\":\{\"bytes\":\"(.*)\",\"salt\":\"$sha\"\}\},?$ ]]; then
    digest=${BASH_REMATCH[1]} private=${BASH_REMATCH[2]} text=${BASH_REMATCH[3]} salt=${BASH_REMATCH[4]}
    text=${text//"$slash$quote"/$quote} text=${text//"$slash$slash"/"$slash"}
    sum < <(printf 'recordkeeper part v1\npublic\n'; raw "$salt"; printf %s "$text")
    sum < <(printf 'recordkeeper entry v1\n'; raw "$hash$private")
    digests+=("$digest")
    [ "$hash" = "$digest" ] || differs "entry ${#digests[@]}: its words are not those that were sealed"
  elif [[ $line =~ ^\{\"path\":\"([A-Za-z0-9_/.-]+)\",\"sha256\":\"$sha\"\},?$ ]]; then
    path=${BASH_REMATCH[1]} given=${BASH_REMATCH[2]}
    [ ! -f "$path" ] || { sum < "$path" && [ "$hash" = "$given" ]; } || differs "$path is not the file that was sealed"
  elif [[ $line =~ ^\],\"format\":\"recordkeeper\ evidence\ v1\",\"head\":\"$sha\",\"vault\":\"([0-9a-f]{32})\"\}$ ]]; then
    head=${BASH_REMATCH[1]} vault=${BASH_REMATCH[2]}
  elif [ "$line" != '],"files":[' ]; then
    differs "a line that evidence does not have"
  fi
done < evidence.json

sum < <(printf 'recordkeeper chain v1\n'; raw "$vault"; printf '\nrecord')
for digest in ${digests[@]+"${digests[@]}"}; do
  sum < <(printf '\x01'; raw "$hash$digest")
done
[ "${#digests[@]}" = "$count" ] || differs "there are ${#digests[@]} entries, not $count"
[ "$hash" = "$head" ] || differs "the digests do not lead to the head"
echo "count ${#digests[@]}"
echo "head $hash"
exit "$bad"
