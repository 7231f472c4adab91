#!/usr/bin/env bash
# The least rights on the cluster for each who has to do with the adapter. Prints the commands; with KAFKA_ACLS set to
# the tool and how it reaches the cluster, runs them:
#   KAFKA_ACLS='kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties' deploy/kafka-acls.sh
# Names of topics, group and users are variables with the defaults below; an empty user is left out. One user may be
# named for several parts: by default an instance does both, intake and submit.
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

allow() { # user, rights separated by spaces, what
  local user=$1 rights=$2
  shift 2
  [ -n "$user" ] || return 0
  local operations=()
  for right in $rights; do operations+=(--operation "$right"); done
  # shellcheck disable=SC2086  # the tool comes with its options
  ${KAFKA_ACLS:-echo kafka-acls.sh} --add --allow-principal "$user" "${operations[@]}" "$@"
}

# Both roles: before it starts, an instance looks at the settings of every topic.
for user in $(printf '%s\n' "$intake" "$submit" | sort --unique); do
  for topic in "$requests" "$outcomes" "$outbox" "$ledger" "$dead_letters"; do
    allow "$user" "Describe DescribeConfigs" --topic "$topic"
  done
  # The status page tells who is in both groups.
  for role in intake submit; do allow "$user" "Describe" --group "$group.$role"; done
done

# Intake: reads requests, writes submissions and refusals. It never sees the ledger.
allow "$intake" "Read" --topic "$requests"
allow "$intake" "Write" --topic "$outbox"
allow "$intake" "Write" --topic "$outcomes"
allow "$intake" "Write" --topic "$dead_letters"
allow "$intake" "Read" --group "$group.intake"
allow "$intake" "Write Describe" --transactional-id "$group.intake." --resource-pattern-type prefixed

# Submit: reads the outbox, keeps the ledger. Its transactional ids end in the number of the outbox partition. The group
# that ends in .reader is never joined; a partition read by hand asks who coordinates it.
allow "$submit" "Read" --topic "$outbox"
allow "$submit" "Read Write" --topic "$ledger"
allow "$submit" "Write" --topic "$outcomes"
allow "$submit" "Write" --topic "$dead_letters"
allow "$submit" "Read" --group "$group.submit"
allow "$submit" "Read Describe" --group "$group.reader"
allow "$submit" "Write Describe" --transactional-id "$group.submit." --resource-pattern-type prefixed

# Nobody else may write to outbox and ledger: what is there is sent, or believed.

# Systems that publish requests, and those that read outcomes.
allow "$publisher" "Write Describe" --topic "$requests"
allow "$reader" "Read Describe" --topic "$outcomes"
allow "$reader" "Read Describe" --group "$reader_group"

# A person: makes the topics, reads ledger and dead letters, publishes decisions and what is to be tried again.
for topic in "$requests" "$outcomes" "$outbox" "$ledger" "$dead_letters"; do
  allow "$operator" "Create Describe DescribeConfigs" --topic "$topic"
done
allow "$operator" "Read Write" --topic "$requests"
allow "$operator" "Read" --topic "$outcomes"
allow "$operator" "Read" --topic "$outbox"
allow "$operator" "Read" --topic "$ledger"
allow "$operator" "Read" --topic "$dead_letters"
allow "$operator" "Read Describe" --group "$group." --resource-pattern-type prefixed

# KEDA: the lag of intake, and nothing else.
allow "$scaler" "Describe" --topic "$requests"
allow "$scaler" "Describe" --group "$group.intake"
