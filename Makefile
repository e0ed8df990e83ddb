# make site    set up what is missing and build the site into site/
# make test    set up what is missing and run every test
# make help    the rest

# The system's own where it will do, for it is built to be quick: one compiled by pyenv takes a fifth longer
# (docs/performance.md). Another: make PYTHON=python3 …
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo /usr/bin/python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: help setup setup-dev site check serve test lint soak screenshots audit bench bench-search lock clean

help:
	@echo "make site     生成网站到 site/（第一次会先安装所需软件）"
	@echo "make check    只检查内容，不生成"
	@echo "make serve    在本机预览，连草稿在内；内容一保存，网页自己更新"
	@echo "make test     运行全部测试（开发者）"
	@echo "make soak     长时间测试：随机中断、随机输入（开发者）"
	@echo "make screenshots  把每种页面拍成图片，放到 .cache/screenshots/；可加 KINDS=\"home news\"（开发者）"
	@echo "make audit    HTML 校验、Lighthouse 评分、页面重量；需要 node 和 java（开发者）"
	@echo "make bench    测速，与别的生成器比较；可加 ARGS=\"200 --runs 2\"（开发者）"
	@echo "make bench-search 量一量搜索要下载多少、多快；可加 ARGS=\"--natural\"（开发者）"
	@echo "make lock     重新锁定依赖的版本（开发者）"
	@echo "make clean    删去生成物和缓存（网站原稿不动）"

# A virtual environment is good for one place and one Python: where the project was moved, or the system has another
# one now, it is made anew. It is filled again for other requirements, by what is in them: files of a version that was
# unpacked keep their times, which may be older than what was installed.
HERE = $(CURDIR) $(shell $(BIN)/python --version 2>/dev/null)
WANTED = $(shell cat requirements.lock pyproject.toml | cksum)
ifneq ($(shell cat $(VENV)/.ready 2>/dev/null),$(HERE) $(WANTED))
$(VENV)/.ready: elsewhere
endif
.PHONY: elsewhere

setup: $(VENV)/.compiled
setup-dev: $(VENV)/.ready-dev $(VENV)/.compiled

$(VENV)/.ready: requirements.lock pyproject.toml
	@sh tools/install_system.sh venv "$(PYTHON)"
	@case "$$(cat $@ 2>/dev/null)" in "$(HERE)"|"$(HERE) "*) ;; *) false ;; esac || sh tools/quietly.sh "建立运行环境" $(PYTHON) -m venv --clear $(VENV)
	@sh tools/quietly.sh "安装所需软件（第一次约一分钟）" $(PIP) install --require-hashes -r requirements.lock
	@sh tools/quietly.sh "安装本程序" $(PIP) install --no-deps --no-build-isolation -e .
	@echo "$(CURDIR) $$($(BIN)/python --version) $(WANTED)" > $@

# For where Python is told to write no bytecode: a quarter of a start, also after an update.
$(VENV)/.compiled: $(VENV)/.ready $(shell find cxzy_build -name '*.py')
	@$(BIN)/python -m compileall -q cxzy_build || true
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@sh tools/quietly.sh "安装测试所需软件" $(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

site: setup
	@$(BIN)/cxzy build

check: setup
	@$(BIN)/cxzy check

serve: setup
	@$(BIN)/cxzy serve

lint: setup-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

test: lint
	@sh tools/install_system.sh browser
	@$(BIN)/pytest -n 2 --dist worksteal

soak: setup-dev
	@$(BIN)/pytest -n 2 --dist worksteal --soak --durations 30

screenshots: setup-dev
	@sh tools/install_system.sh browser
	@PYTHONPATH=tests $(BIN)/python tools/screenshots.py $(KINDS)

audit: setup-dev
	@sh tools/install_system.sh browser
	@PYTHONPATH=tests:tools $(BIN)/python -m audit $(PARTS)

bench: setup-dev
	@$(BIN)/python -m bench.peers
	@$(BIN)/python -m bench $(ARGS)

bench-search: setup-dev
	@sh tools/install_system.sh browser
	@PYTHONPATH=tests $(BIN)/python -m bench.search $(ARGS)

# Names no registry: whichever is configured serves these versions, and the hashes prove them.
lock: setup-dev
	@$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-options --no-header --upgrade -o requirements.lock pyproject.toml --extra build
	@$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-options --no-header --upgrade -o requirements-dev.lock pyproject.toml --extra build --extra dev

clean:
	rm -rf .cache site preview .*.spare .*.lock build *.egg-info .pytest_cache .mypy_cache .ruff_cache
