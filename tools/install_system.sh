#!/bin/sh
# Install Debian packages that are missing.
#   install_system.sh venv [PYTHON]   what Python needs to make a virtual environment
#   install_system.sh browser   a browser and Chinese fonts, for the tests
set -eu

need=""
case "$1" in
venv)
    "${2:-python3}" -c 'import venv, ensurepip' 2>/dev/null || need="python3-venv"
    ;;
browser)
    command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || need="chromium"
    command -v fc-list >/dev/null 2>&1 || need="$need fontconfig"
    [ -n "$(fc-list :lang=zh-cn file 2>/dev/null)" ] || need="$need fonts-wqy-microhei"
    ;;
*)
    echo "用法：install_system.sh venv [PYTHON] | browser" >&2
    exit 2
    ;;
esac
[ -n "$need" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        as_root="sudo"
    else
        echo "缺少系统软件包：$need。请让管理员运行：apt-get install $need" >&2
        exit 1
    fi
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "缺少：$need。这台机器不是 Debian 系，请用它自己的包管理器安装后再运行。" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
quietly="sh $(dirname "$0")/quietly.sh"
$quietly "更新软件包列表" $as_root apt-get update
# Without windows Chromium opens pages twice as fast; Debian has that as a package of its own, others don't.
case "$need" in
chromium*) ! apt-cache show chromium-headless-shell >/dev/null 2>&1 || need="chromium-headless-shell${need#chromium}" ;;
esac
# shellcheck disable=SC2086  # the names are meant to be split
$quietly "安装系统软件包：$need" $as_root apt-get install -y --no-install-recommends $need
