# Builds from source with the newest LTS of Java, and runs on it; the bytecode is for Java 17.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml .
RUN mvn -B -ntp -q -DskipTests dependency:go-offline
COPY src src
RUN mvn -B -ntp -q -DskipTests package

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 parley \
 && useradd --system --uid 10001 --gid parley --home-dir /var/lib/parley --create-home parley
WORKDIR /var/lib/parley
COPY --from=build /src/target/parley.jar /opt/parley/parley.jar
COPY config/parley.yaml /etc/parley/parley.yaml
USER parley
# The database is another container or server by PARLEY_DATABASE_URL_FILE (or PARLEY_DATABASE_URL);
# without one the embedded PostgreSQL keeps its files in data/postgres of this volume.
VOLUME /var/lib/parley
ENV PARLEY_HTTP_HOST=0.0.0.0 \
    PARLEY_HTTP_PORT=8080
EXPOSE 8080
# The runtime has no curl; bash speaks enough HTTP.
HEALTHCHECK --interval=15s --timeout=4s --start-period=30s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/parley/parley.jar", "--config", "/etc/parley/parley.yaml"]
