package dev.parley.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A network in the Open Neural Network Exchange format (onnx.proto3), changed so that it outputs
 * inner layers. In Protocol Buffers a repeated message is merged and lists are joined: a graph that
 * contains only an output, appended to the network, adds that output to it.
 */
final class Network {
  private static final int GRAPH_OF_MODEL = 7;
  private static final int OUTPUT_OF_GRAPH = 12;
  private static final int NAME_OF_VALUE = 1;
  private static final int TYPE_OF_VALUE = 2;
  private static final int TENSOR_OF_TYPE = 1;
  private static final int ELEMENT_OF_TENSOR = 1;
  private static final int FLOAT = 1;

  private static final int MESSAGE = 2;

  private Network() {}

  /** The network with additional outputs: tensors of floats, by their names inside it. */
  static byte[] telling(byte[] network, List<String> names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(network.length + 1_000);
    out.writeBytes(network);
    for (String name : names) {
      out.writeBytes(message(GRAPH_OF_MODEL, message(OUTPUT_OF_GRAPH, value(name))));
    }
    return out.toByteArray();
  }

  private static byte[] value(String name) {
    byte[] element = {ELEMENT_OF_TENSOR << 3, FLOAT};
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(message(NAME_OF_VALUE, name.getBytes(StandardCharsets.UTF_8)));
    value.writeBytes(message(TYPE_OF_VALUE, message(TENSOR_OF_TYPE, element)));
    return value.toByteArray();
  }

  private static byte[] message(int field, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(field << 3 | MESSAGE);
    for (int left = content.length; ; left >>>= 7) {
      if (left < 0x80) {
        out.write(left);
        break;
      }
      out.write(left & 0x7f | 0x80);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
