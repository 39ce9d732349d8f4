mkdir bin && ln -s "$PYTHON" bin/python
