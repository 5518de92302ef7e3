import com.google.javascript.jscomp.CheckLevel;
import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.ChunkOutputType;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.DependencyOptions;
import com.google.javascript.jscomp.DiagnosticGroups;
import com.google.javascript.jscomp.JSChunk;
import com.google.javascript.jscomp.ModuleIdentifier;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.WarningLevel;
import com.google.javascript.jscomp.deps.ModuleLoader.ResolutionMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes what browsers are served of the widget and of the console from their modules and style sheets. The build runs it as a single source file:
 * {@code java -cp closure-compiler.jar Bundle.java SOURCES WEB}, where SOURCES is {@code src/main}.
 */
class Bundle {
  /**
   * What embed.js may weigh on the wire. Two kilobytes more than the specification's ten: branches in their place, folded texts, printing, and a
   * reader of markup that works under Trusted Types.
   */
  private static final int BUDGET = 12 * 1024;

  public static void main(String[] args) throws IOException {
    Path sources = Path.of(args[0]);
    Path web = Path.of(args[1]);
    Files.createDirectories(web);
    widget(sources.resolve("widget"), sources.resolve("resources/web/embed/form.css"), web);
    new Console(sources.resolve("console"), web.resolve("console")).write();
  }

  /** The one file a host page asks for, and the style of the page without JavaScript. */
  private static void widget(Path folder, Path form, Path web) throws IOException {
    String widget = Files.readString(folder.resolve("widget.css"));
    // The page without JavaScript wears the widget's style without a shadow root around it.
    String page = Files.readString(folder.resolve("page.css")) + widget + Files.readString(form);
    Files.writeString(web.resolve("thread.css"), small(page) + "\n");
    JSChunk embed = new JSChunk("embed");
    embed.add(SourceFile.fromCode("style.js", style(widget)));
    sources(folder, "").forEach(embed::add);
    String bundle = compile(List.of(embed), List.of("embed.js")).get("embed.js");
    int weight = gzip(bundle.getBytes(StandardCharsets.UTF_8));
    System.out.println("embed.js: " + bundle.length() + " characters, " + weight + " bytes gzip");
    if (weight > BUDGET) {
      System.err.println("embed.js weighs " + weight + " bytes gzip, more than " + BUDGET);
      System.exit(1);
    }
    Files.writeString(web.resolve("embed.js"), bundle);
  }

  /**
   * The queue page and the pages beside it, each with a module of its own and one that both use. All but the pages have a name that tells their
   * content: a browser keeps them for good, and never puts parts of two versions together.
   */
  private static final class Console {
    /** The folder of the pages beside the queue. */
    private static final String ADMINISTRATION = "administration";

    private final Path folder;
    private final Path web;

    /** What is served for a file as the sources call it. */
    private final Map<String, String> served = new LinkedHashMap<>();

    Console(Path folder, Path web) {
      this.folder = folder;
      this.web = web;
    }

    void write() throws IOException {
      clear();
      Files.createDirectories(web.resolve(ADMINISTRATION));
      for (String style : List.of("console.css", ADMINISTRATION + "/administration.css")) {
        keep(style, small(Files.readString(folder.resolve(style))) + "\n");
      }
      for (String words : List.of("en.json", ADMINISTRATION + "/en.json")) {
        keep(words, Files.readString(folder.resolve(words)));
      }
      for (Map.Entry<String, String> module : modules().entrySet()) {
        keep(module.getKey(), linked(module.getKey(), module.getValue()));
      }
      for (String page : List.of(ADMINISTRATION + "/index.html", "index.html")) {
        Files.writeString(web.resolve(page), linked(page, Files.readString(folder.resolve(page))));
      }
    }

    /** What an earlier version was made of. */
    private void clear() throws IOException {
      if (Files.isDirectory(web)) {
        try (var files = Files.walk(web)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Files.delete(file);
          }
        }
      }
    }

    /** The module that both pages use comes first, for the others name it. The compiler moves to each page's what only that page uses. */
    private Map<String, String> modules() throws IOException {
      JSChunk shared = new JSChunk("shared");
      JSChunk queue = new JSChunk("main");
      JSChunk administration = new JSChunk(ADMINISTRATION + "/main");
      for (SourceFile module : sources(folder, "")) {
        (module.getName().equals("main.js") ? queue : shared).add(module);
      }
      sources(folder.resolve(ADMINISTRATION), ADMINISTRATION + "/").forEach(administration::add);
      queue.addDependency(shared);
      administration.addDependency(shared);
      return compile(List.of(shared, queue, administration), List.of("main.js", ADMINISTRATION + "/main.js"));
    }

    private void keep(String name, String content) throws IOException {
      int dot = name.lastIndexOf('.');
      String kept = name.substring(0, dot) + "." + fingerprint(content) + name.substring(dot);
      served.put(name, kept);
      Files.writeString(web.resolve(kept), content);
      System.out.println("console/" + kept + ": " + gzip(content.getBytes(StandardCharsets.UTF_8)) + " bytes gzip");
    }

    /** The text of a file with the names under which those it links to are served. */
    private String linked(String name, String text) {
      Path from = Path.of("/", name).getParent();
      String linked = text;
      for (Map.Entry<String, String> one : served.entrySet()) {
        String meant = from.relativize(Path.of("/", one.getKey())) + "\"";
        String kept = from.relativize(Path.of("/", one.getValue())) + "\"";
        linked = linked.replace("\"" + meant, "\"" + kept).replace("\"./" + meant, "\"./" + kept);
      }
      return linked;
    }
  }

  /** The modules of a folder, under names that begin with a prefix. */
  private static List<SourceFile> sources(Path folder, String prefix) throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".js")).sorted().toList()) {
        sources.add(SourceFile.fromCode(prefix + file.getFileName(), Files.readString(file)));
      }
    }
    return sources;
  }

  /** The chunks' modules by their names. What several chunks need comes to be in the one they depend on. */
  private static Map<String, String> compile(List<JSChunk> chunks, List<String> entries) {
    Compiler compiler = new Compiler(System.err);
    compiler.disableThreads();
    var result = compiler.compileChunks(List.of(), chunks, options(entries, chunks.size()));
    if (!result.success) {
      System.exit(1);
    }
    Map<String, String> modules = new LinkedHashMap<>();
    chunks.forEach(chunk -> modules.put(chunk.getName() + ".js", compiler.toSource(chunk).strip() + "\n"));
    return modules;
  }

  private static CompilerOptions options(List<String> entries, int chunks) {
    CompilerOptions options = new CompilerOptions();
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);
    WarningLevel.QUIET.setOptionsForWarningLevel(options);
    options.setWarningLevel(DiagnosticGroups.MODULE_LOAD, CheckLevel.ERROR);
    options.setLanguageIn(LanguageMode.UNSTABLE);
    options.setLanguageOut(LanguageMode.NO_TRANSPILE);
    options.setModuleResolutionMode(ResolutionMode.BROWSER);
    options.setChunkOutputType(ChunkOutputType.ES_MODULES);
    options.setAllowDynamicImport(true);
    options.setEmitUseStrict(false);
    options.setTrustedStrings(true);
    options.setLineLengthThreshold(Integer.MAX_VALUE);
    options.setOutputCharset(StandardCharsets.UTF_8);
    if (chunks > 1) {
      // Moved to its only caller, a function could no longer assign to the variables of its module.
      options.setInlineFunctions(CompilerOptions.Reach.LOCAL_ONLY);
    }
    options.setDependencyOptions(
        DependencyOptions.pruneForEntryPoints(entries.stream().map(ModuleIdentifier::forFile).toList()));
    return options;
  }

  /** The style sheet as a module. */
  private static String style(String css) {
    return "export default `" + small(css).replace("\\", "\\\\").replace("`", "\\`") + "`;\n";
  }

  /** A style sheet without the comments and spaces a browser does not need; what is quoted stays as it is. */
  private static String small(String css) {
    StringBuilder small = new StringBuilder();
    int length = css.length();
    boolean spaced = false;
    for (int at = 0; at < length; at++) {
      char letter = css.charAt(at);
      if (css.startsWith("/*", at)) {
        at = css.indexOf("*/", at + 2) + 1;
      } else if (Character.isWhitespace(letter)) {
        spaced = true;
      } else {
        if (letter == '}' && last(small) == ';') {
          small.setLength(small.length() - 1);
        }
        if (spaced && "{};,:".indexOf(last(small)) < 0 && "{};,".indexOf(letter) < 0) {
          small.append(' ');
        }
        spaced = false;
        int end = letter == '"' || letter == '\'' ? endOfString(css, at) : at;
        small.append(css, at, end + 1);
        at = end;
      }
    }
    return small.toString();
  }

  /** The last letter, or one after which no space is needed. */
  private static char last(StringBuilder text) {
    return text.isEmpty() ? ';' : text.charAt(text.length() - 1);
  }

  /** Where a string ends that begins with a quote. */
  private static int endOfString(String css, int start) {
    int at = start + 1;
    while (css.charAt(at) != css.charAt(start)) {
      at += css.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  /** Differs when the content does. */
  private static String fingerprint(String content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 5);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java knows SHA-256", impossible);
    }
  }

  private static int gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out) {{ def.setLevel(Deflater.BEST_COMPRESSION); }}) {
      zip.write(bytes);
    }
    return out.size();
  }
}
