package dev.parley.imports;

import dev.parley.loop.Loop;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A form with files ({@code multipart/form-data}) that was written to a folder of its own while it
 * came.
 *
 * @param folder holds the files, in the order in which they came
 * @param files how many there are
 * @param fields the other parts
 */
record Upload(Path folder, int files, MultiMap fields) {
  /** The parts of a form that are files are taken only under this name. */
  private static final String FILE = "file";

  /** Has a request's body read as a form, if it is one. Call it before any of the body comes. */
  static void expect(HttpServerRequest request) {
    if (isForm(request)) {
      request.setExpectMultipart(true);
    }
  }

  private static boolean isForm(HttpServerRequest request) {
    return String.valueOf(request.getHeader("Content-Type"))
        .toLowerCase(Locale.ROOT)
        .startsWith("multipart/form-data");
  }

  /**
   * Reads the form of a request that is paused and expected to be one. Nothing is left behind when
   * that fails.
   */
  static Future<Upload> of(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isForm(request)) {
      request.resume();
      return Future.failedFuture(
          new Refusal(Problem.MALFORMED, "Send a form with the archive: multipart/form-data"));
    }
    // A request is read on its own loop: elsewhere, fields that have come are lost.
    return Loop.here(UploadFolders.make(context.vertx()))
        .compose(
            folder -> read(request, folder).onFailure(broken -> discard(context.vertx(), folder)));
  }

  private static Future<Upload> read(HttpServerRequest request, Path folder) {
    List<Future<Void>> written = new ArrayList<>();
    Promise<Void> end = Promise.promise();
    request.uploadHandler(file -> written.add(write(file, folder, written.size())));
    request.exceptionHandler(
        broken ->
            end.tryFail(
                new Refusal(
                    Problem.MALFORMED,
                    "The form ended early, is none, or has a field of more than 1 MB: send it again")));
    request.endHandler(ended -> end.tryComplete());
    request.resume();
    return end.future()
        .compose(ended -> Future.all(written))
        .map(all -> new Upload(folder, all.size(), request.formAttributes()));
  }

  private static Future<Void> write(HttpServerFileUpload file, Path folder, int number) {
    if (!file.name().equals(FILE)) {
      file.handler(ignored -> {});
      return Future.failedFuture(Refusal.invalid(file.name(), "Send files as parts named file"));
    }
    String name = String.format(Locale.ROOT, "%04d", number);
    return file.streamToFileSystem(folder.resolve(name).toString());
  }

  boolean isEmpty() {
    return files == 0;
  }

  void discard(Vertx vertx) {
    discard(vertx, folder);
  }

  private static void discard(Vertx vertx, Path folder) {
    vertx.fileSystem().deleteRecursive(folder.toString());
  }
}
