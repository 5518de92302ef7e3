package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersTest {
  private static String addresses(List<PgConnectOptions> servers) {
    return servers.stream()
        .map(server -> server.getHost() + ":" + server.getPort())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:p@db/parley | db:5432",
        "postgresql://u:p@db:6000/parley | db:6000",
        "postgresql://u:p@one,two/parley | one:5432 two:5432",
        "postgresql://u:p@one,two:6000/parley | one:6000 two:6000",
        "postgresql://u:p@one:6001,two:6002/parley | one:6001 two:6002",
        "postgresql://u:p@10.0.0.1,10.0.0.2,10.0.0.3/parley"
            + " | 10.0.0.1:5432 10.0.0.2:5432 10.0.0.3:5432"
      })
  void url_ofSeveralHosts_namesAServerEach(String url, String expected) {
    List<PgConnectOptions> servers = Database.servers(url);

    assertEquals(expected, addresses(servers));
    for (PgConnectOptions server : servers) {
      assertEquals("u", server.getUser());
      assertEquals("p", server.getPassword());
      assertEquals("parley", server.getDatabase());
    }
  }

  @Test
  void password_withReservedCharacters_isReadAsEncoded() {
    List<PgConnectOptions> servers = Database.servers("postgresql://u:a%40b%2Fc@one,two/parley");

    assertEquals("one:5432 two:5432", addresses(servers));
    assertEquals("a@b/c", servers.get(1).getPassword());
  }

  @Test
  void firstHostAway_connectionGoesToTheOther() throws Exception {
    URI real = URI.create(TestParley.shared().service().databaseUrl());
    String hosts = "127.0.0.1:1," + real.getHost() + ":" + real.getPort();
    String url = real.toString().replace(real.getHost() + ":" + real.getPort(), hosts);
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, url, 1);
    try {
      int port =
          database
              .pool()
              .query("select current_setting('port')::int as port")
              .execute()
              .await(30, TimeUnit.SECONDS)
              .iterator()
              .next()
              .getInteger("port");

      assertEquals(real.getPort(), port);
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }
}
