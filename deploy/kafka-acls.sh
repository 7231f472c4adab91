#!/usr/bin/env bash
# Grants the minimum rights on the cluster to the adapter, its publishers, its readers and its operators. Prints the
# commands; if KAFKA_ACLS is set to the tool with its connection options, runs them:
#   KAFKA_ACLS='kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties' deploy/kafka-acls.sh
# Variables set the names of topics, group and users; their defaults are below. An empty user gets no rights. One user can
# have several parts: by default an instance runs both intake and submit.
set -euo pipefail

group=${GROUP_ID:-elt-adapter}
requests=${TOPIC_REQUESTS:-elt.requests}
outcomes=${TOPIC_OUTCOMES:-elt.outcomes}
outbox=${TOPIC_OUTBOX:-elt.outbox}
ledger=${TOPIC_LEDGER:-elt.ledger}
dead_letters=${TOPIC_DEAD_LETTERS:-elt.dead-letters}

intake=${USER_INTAKE-User:elt-adapter}
submit=${USER_SUBMIT-User:elt-adapter}
publisher=${USER_PUBLISHER-User:payroll}
reader=${USER_READER-User:payroll}
reader_group=${READER_GROUP:-payroll}
operator=${USER_OPERATOR-User:elt-operator}
scaler=${USER_SCALER-User:elt-keda}

allow() { # user, rights separated by spaces, resource options
  local user=$1 rights=$2
  shift 2
  [ -n "$user" ] || return 0
  local operations=()
  for right in $rights; do operations+=(--operation "$right"); done
  # shellcheck disable=SC2086  # the variable holds the tool and its options
  ${KAFKA_ACLS:-echo kafka-acls.sh} --add --allow-principal "$user" "${operations[@]}" "$@"
}

# Both roles: an instance checks the settings of every topic when it starts.
for user in $(printf '%s\n' "$intake" "$submit" | sort --unique); do
  for topic in "$requests" "$outcomes" "$outbox" "$ledger" "$dead_letters"; do
    allow "$user" "Describe DescribeConfigs" --topic "$topic"
  done
  # The status page lists the members of both groups.
  for role in intake submit; do allow "$user" "Describe" --group "$group.$role"; done
done

# Intake: reads requests, writes submissions and rejections. It has no access to the ledger.
allow "$intake" "Read" --topic "$requests"
allow "$intake" "Write" --topic "$outbox"
allow "$intake" "Write" --topic "$outcomes"
allow "$intake" "Write" --topic "$dead_letters"
allow "$intake" "Read" --group "$group.intake"
allow "$intake" "Write Describe" --transactional-id "$group.intake." --resource-pattern-type prefixed

# Submit: reads the outbox, maintains the ledger. Its transactional ids end in the number of the outbox partition. No member
# joins the group .reader; reading an assigned partition only looks up the coordinator of this group.
allow "$submit" "Read" --topic "$outbox"
allow "$submit" "Read Write" --topic "$ledger"
allow "$submit" "Write" --topic "$outcomes"
allow "$submit" "Write" --topic "$dead_letters"
allow "$submit" "Read" --group "$group.submit"
allow "$submit" "Read Describe" --group "$group.reader"
allow "$submit" "Write Describe" --transactional-id "$group.submit." --resource-pattern-type prefixed

# Grant no other user Write on outbox and ledger: the adapter sends and trusts every record there.

# Systems that publish requests or read outcomes.
allow "$publisher" "Write Describe" --topic "$requests"
allow "$reader" "Read Describe" --topic "$outcomes"
allow "$reader" "Read Describe" --group "$reader_group"

# Operators: create topics, read all of them, publish decisions and replayed requests.
for topic in "$requests" "$outcomes" "$outbox" "$ledger" "$dead_letters"; do
  allow "$operator" "Create Describe DescribeConfigs" --topic "$topic"
done
allow "$operator" "Read Write" --topic "$requests"
allow "$operator" "Read" --topic "$outcomes"
allow "$operator" "Read" --topic "$outbox"
allow "$operator" "Read" --topic "$ledger"
allow "$operator" "Read" --topic "$dead_letters"
allow "$operator" "Read Describe" --group "$group." --resource-pattern-type prefixed

# KEDA: reads the lag of intake.
allow "$scaler" "Describe" --topic "$requests"
allow "$scaler" "Describe" --group "$group.intake"
