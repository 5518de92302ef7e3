package dev.parley.http;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a {@code multipart/form-data} body that is in memory (RFC 7578). */
public final class Multipart {
  private static final int MOST_FIELDS = 10_000;
  private static final int MOST_BYTES_UNREAD = 1 << 16;

  private Multipart() {}

  /** Whether a body of this type has such fields. */
  public static boolean is(String contentType) {
    return contentType.regionMatches(true, 0, "multipart/form-data", 0, 19);
  }

  /** The fields, each with its values in order, without files. What cannot be read is refused. */
  public static Map<String, List<String>> fields(String contentType, Buffer body, Charset charset) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body.getBytes()));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false), request, charset, MOST_FIELDS, MOST_BYTES_UNREAD);
      Map<String, List<String>> fields = new LinkedHashMap<>();
      for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
        if (data instanceof Attribute field) {
          fields
              .computeIfAbsent(field.getName(), name -> new ArrayList<>())
              .add(field.getString(charset));
        }
      }
      return fields;
    } catch (IOException | RuntimeException broken) {
      // Netty has no one type for what it cannot read, a missing boundary among it.
      throw new Refusal(Problem.MALFORMED, "The form cannot be read: " + broken.getMessage());
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }
}
