#!/usr/bin/env bash
# Makes dist/Saegim-VERSION-macos-PROCESSOR.dmg of dist/Saegim.app:
#   packaging/macos/make_dmg.sh [APP [OUT]]
#
# The app itself is signed by PyInstaller while it is built (packaging/macos/app.py).
#   SAEGIM_CODESIGN_IDENTITY   name of a "Developer ID Application" certificate in the keychain
#   SAEGIM_NOTARY_KEY          path of an App Store Connect API key (.p8); with it also
#   SAEGIM_NOTARY_KEY_ID       its ID and
#   SAEGIM_NOTARY_ISSUER       its issuer
# A step whose variables are not set is left out, and says so.
set -euo pipefail

app=${1:-dist/Saegim.app}
out=${2:-dist}
version=$(plutil -extract CFBundleShortVersionString raw -o - "$app/Contents/Info.plist")
dmg="$out/Saegim-$version-macos-$(uname -m).dmg"

check_signature() {
    if [ -z "${SAEGIM_CODESIGN_IDENTITY:-}" ]; then
        echo "SAEGIM_CODESIGN_IDENTITY is not set: nothing is signed."
        return
    fi
    codesign --verify --deep --strict --verbose=2 "$app"
    # Apple notarises nothing without the hardened runtime.
    codesign --display --verbose=2 "$app" 2>&1 | grep 'flags=.*runtime'
}

make_image() {
    local folder
    folder=$(mktemp -d "$out/.dmg-XXXXXX")
    # Expanded now: the variable is gone when the script ends.
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" EXIT
    ditto "$app" "$folder/Saegim.app"
    ln -s /Applications "$folder/Applications"
    # The indexer of macOS sometimes still holds the new volume: "Resource busy".
    for try in 1 2 3 4 5; do
        hdiutil create -volname Saegim -srcfolder "$folder" -fs HFS+ -format UDZO -ov "$dmg" && return
        echo "hdiutil failed, try $try of 5"
        sleep 10
    done
    return 1
}

sign_image() {
    [ -z "${SAEGIM_CODESIGN_IDENTITY:-}" ] ||
        codesign --sign "$SAEGIM_CODESIGN_IDENTITY" --timestamp "$dmg"
}

notarise() {
    if [ -z "${SAEGIM_NOTARY_KEY:-}" ]; then
        echo "SAEGIM_NOTARY_KEY is not set: nothing is notarised."
        return
    fi
    xcrun notarytool submit "$dmg" --wait --key "$SAEGIM_NOTARY_KEY" \
        --key-id "$SAEGIM_NOTARY_KEY_ID" --issuer "$SAEGIM_NOTARY_ISSUER"
    xcrun stapler staple "$dmg"
}

check_signature
make_image
sign_image
notarise
echo "$dmg"
