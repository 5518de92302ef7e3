package dev.parley;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a service and its PostgreSQL: lets all through, nothing, or nobody in. */
public final class StoppableProxy implements AutoCloseable {
  private enum State {
    OPEN,
    STOPPED,
    CUT
  }

  private final URI database;
  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private State state = State.OPEN;

  private StoppableProxy(URI database, ServerSocket listening) {
    this.database = database;
    this.listening = listening;
  }

  /** A proxy before the database of that URL. */
  public static StoppableProxy before(String databaseUrl) {
    try {
      StoppableProxy proxy =
          new StoppableProxy(
              URI.create(databaseUrl), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
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

  /** From now on nothing passes, and nobody is told: a server that was stopped. */
  public void stop() {
    become(State.STOPPED);
  }

  /** Ends all connections and takes no new ones: a server that is gone. */
  public void cut() {
    become(State.CUT);
    sockets.forEach(StoppableProxy::close);
  }

  /** Lets all through again. */
  public void goOn() {
    become(State.OPEN);
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  /** Waits while nothing passes; false when the connection has to end. */
  private synchronized boolean mayPass() throws IOException {
    while (state == State.STOPPED) {
      try {
        wait();
      } catch (InterruptedException ended) {
        throw new IOException(ended);
      }
    }
    return state == State.OPEN;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      sockets.add(client);
      run(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    if (!mayPass()) {
      close(client);
      return;
    }
    Socket server;
    try {
      server = new Socket(database.getHost(), database.getPort());
    } catch (IOException nobodyThere) {
      close(client);
      return;
    }
    sockets.add(server);
    run(() -> copy(client, server));
    run(() -> copy(server, client));
  }

  private void copy(Socket from, Socket to) throws IOException {
    byte[] bytes = new byte[8_192];
    InputStream in = from.getInputStream();
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      if (!mayPass()) {
        break;
      }
      to.getOutputStream().write(bytes, 0, read);
      to.getOutputStream().flush();
    }
    close(from);
    close(to);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // The other side has gone, as it may.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    become(State.CUT);
    sockets.forEach(StoppableProxy::close);
    try {
      listening.close();
    } catch (IOException closedAlready) {
      // It is closed.
    }
  }
}
