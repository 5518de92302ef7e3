package dev.parley;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.Bodies;
import dev.parley.http.ClientAddress;
import dev.parley.http.OwnOrigin;
import dev.parley.publish.Announcer;
import dev.parley.publish.Bus;
import dev.parley.site.Sites;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What every module depends on; all of it is safe for several threads. */
record Platform(
    Vertx vertx,
    Database database,
    Config config,
    Clock clock,
    Sites sites,
    Bus bus,
    Announcer announcer,
    ClientAddress addresses,
    Bodies bodies,
    OwnOrigin own) {

  static Platform of(Vertx vertx, Database database, Config config, Clock clock, Sites sites) {
    ClientAddress addresses = new ClientAddress(config.http().trustedProxies());
    Bus bus = new Bus(vertx, database);
    return new Platform(
        vertx,
        database,
        config,
        clock,
        sites,
        bus,
        new Announcer(bus),
        addresses,
        new Bodies(addresses),
        new OwnOrigin(config.http().publicUrl()));
  }
}
