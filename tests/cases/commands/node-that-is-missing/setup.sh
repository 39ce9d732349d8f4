t3gen new app . 2>/dev/null
mkdir bin && ln -s "$PYTHON" bin/python
mkdir tools && ln -s "$(command -v git)" tools/git
