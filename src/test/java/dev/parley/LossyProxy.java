package dev.parley;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a service and its PostgreSQL and loses one answer: what was asked for is done and
 * committed, the connection is cut, and whoever asked never hears of it.
 */
public final class LossyProxy implements AutoCloseable {
  /** The server is ready for the next statement, and in no transaction. */
  private static final byte[] READY = {'Z', 0, 0, 0, 5, 'I'};

  private final URI database;
  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> loseAnswerTo = new AtomicReference<>();

  private LossyProxy(URI database, ServerSocket listening) {
    this.database = database;
    this.listening = listening;
  }

  /** A proxy before the database of that URL. */
  public static LossyProxy before(String databaseUrl) {
    try {
      ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      LossyProxy proxy = new LossyProxy(URI.create(databaseUrl), listening);
      run(proxy::accept);
      return proxy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The database's URL by way of the proxy. */
  public String url() {
    return database
        .toString()
        .replace(
            "@" + database.getHost() + ":" + database.getPort(),
            "@127.0.0.1:" + listening.getLocalPort());
  }

  /** Loses the answer to the next message that holds {@code text}. */
  public void loseAnswerTo(String text) {
    loseAnswerTo.set(text);
  }

  /** Whether it has lost the answer. */
  public boolean lost() {
    return loseAnswerTo.get() == null;
  }

  /** Cuts all connections there are now. */
  public void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(database.getHost(), database.getPort());
      sockets.add(client);
      sockets.add(server);
      if (listening.isClosed()) {
        // Accepted just before the end: who cut the connections then has not seen this one.
        cut();
        return;
      }
      new Connection(client, server).start();
    }
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean losing;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void start() {
      run(() -> pump(client, server, this::notice));
      run(() -> pump(server, client, this::lose));
    }

    /** Watches what is asked; a text that stands across two reads is not seen. */
    private boolean notice(byte[] bytes) {
      String text = loseAnswerTo.get();
      if (text != null && new String(bytes, StandardCharsets.UTF_8).contains(text)) {
        losing = true;
        loseAnswerTo.set(null);
      }
      return true;
    }

    private final ByteArrayOutputStream swallowed = new ByteArrayOutputStream();

    private boolean lose(byte[] bytes) throws IOException {
      if (!losing) {
        return true;
      }
      swallowed.write(bytes);
      byte[] all = swallowed.toByteArray();
      if (all.length >= READY.length
          && Arrays.equals(READY, Arrays.copyOfRange(all, all.length - READY.length, all.length))) {
        client.close();
        server.close();
      }
      return false;
    }

    private void pump(Socket from, Socket to, Gate gate) throws IOException {
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (gate.passes(Arrays.copyOf(buffer, n))) {
            out.write(buffer, 0, n);
          }
        }
      }
    }
  }

  private interface Gate {
    boolean passes(byte[] bytes) throws IOException;
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void run(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                // The connection, or the proxy, is at its end.
              }
            },
            "lossy-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
