# The bot as an image; compose.yaml builds and runs it. Without compose:
#   docker build --tag chameleon . && docker run --init --env DISCORD_TOKEN --volume chameleon:/data chameleon
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1
WORKDIR /app
RUN useradd --no-log-init --create-home --uid 1000 chameleon \
    && install --directory --owner=1000 --group=1000 /data

# The dependencies have a layer of their own, so that a changed source does not download PyTorch again. On Linux PyTorch
# brings its GPU libraries, some gigabytes that a CPU has no use for. For the much smaller CPU build:
#   --build-arg PIP_ARGS="--extra-index-url …" with the address that pytorch.org shows for “CPU”
ARG PIP_ARGS=""
COPY pyproject.toml constraints.txt ./
RUN python -c "import tomllib; p = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
        print(*p['dependencies'], *p['optional-dependencies']['bot'], sep='\n')" > requirements.txt \
    && pip install --no-cache-dir --constraint constraints.txt --requirement requirements.txt $PIP_ARGS

COPY nst/ nst/
COPY bot/ bot/
COPY cogs/ cogs/
# Whatever the permissions were where the image is built, the bot can read its sources and cannot change them.
RUN chmod -R a+rX .

# /tmp is the only place besides /data that may be written where the root is read-only, as compose.yaml has it.
ENV MPLCONFIGDIR=/tmp/matplotlib
ENV DATA_DIR=/data \
    WEIGHTS_DIR=/data/weights \
    HEALTH_PORT=8080
VOLUME /data
# A number, so that an orchestrator can see that it is not root.
USER 1000
STOPSIGNAL SIGTERM
# The page answers within 3 s also when the database does not. The first start may migrate and copy the database.
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot", "run", "--no-browser"]
