#!/usr/bin/env bash
# Builds the jar, tests it, and runs the example on it; `test.sh install` builds and installs it and no more. Needs a JDK of
# 17 or newer and Maven.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
. ../debian.sh
profile=${VRM_PROFILE:-release}

there() { command -v javac && command -v mvn; } >/dev/null

needs() {
  there || debian_install default-jdk-headless maven
  there || { echo "kotlin: install a JDK of 17 or newer and Maven, so that javac and mvn are on the PATH" >&2; exit 1; }
}

test_kotlin() {
  needs
  local lives=10000
  [ "$profile" != dev ] || lives=500
  # Installed, so that the example gets it as an app would.
  mvn --batch-mode --no-transfer-progress clean install -Dvrm.profile="$profile" -Dvrm.lives="$lives"
  mvn --batch-mode --no-transfer-progress --quiet --file ../../examples/kotlin/pom.xml compile exec:java
}

install_kotlin() {
  needs
  mvn --batch-mode --no-transfer-progress --quiet install -DskipTests -Dvrm.profile="$profile"
}

case ${1:-test} in
  test | install) "${1:-test}_kotlin" ;;
  *) echo "kotlin: expected install, or nothing, not $1" >&2; exit 1 ;;
esac
