#!/bin/sh
# Holds the API document against what others do with it: two linters find no error in it, and the
# Java and TypeScript clients that openapi-generator makes of it compile.
#
#   src/test/scripts/openapi-clients.sh [openapi.yaml]
#
# Needs Maven, a JDK and npm; what it fetches and makes stays in target/openapi-clients.
set -eu
cd "$(dirname "$0")/../../.."
document=$(realpath "${1:-src/main/resources/web/openapi.yaml}")
work=$PWD/target/openapi-clients
generator=7.17.0
redocly=2.77.0
spectral=6.16.3
typescript=5.9.3
mkdir -p "$work"
cd "$work"

step() {
  printf '== %s\n' "$*"
}

step "tools"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  "@redocly/cli@$redocly" "@stoplight/spectral-cli@$spectral" "typescript@$typescript"
mvn -q -B -ntp dependency:copy -DoutputDirectory="$work" \
  -Dartifact="org.openapitools:openapi-generator-cli:$generator"

step "redocly"
node_modules/.bin/redocly lint --extends recommended "$document"

step "spectral"
echo 'extends: ["spectral:oas"]' >ruleset.yaml
node_modules/.bin/spectral lint -r ruleset.yaml --fail-severity error --display-only-failures "$document"

generate() {
  rm -rf "$2"
  java -jar "openapi-generator-cli-$generator.jar" generate \
    -i "$document" -g "$1" -o "$2" $3 >"$2.log" 2>&1 || {
    cat "$2.log"
    exit 1
  }
}

step "Java client"
generate java java-client "--library native --global-property apiTests=false,modelTests=false"
mvn -q -B -ntp -f java-client/pom.xml compile

step "TypeScript client"
generate typescript-fetch typescript-client ""
find typescript-client -name '*.ts' >sources.txt
node_modules/.bin/tsc --noEmit --strict --target es2020 --module esnext \
  --moduleResolution node --lib es2020,dom $(cat sources.txt)

step "no error in the document, both clients compile"
