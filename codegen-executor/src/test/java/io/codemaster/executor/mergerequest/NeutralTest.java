package io.codemaster.executor.mergerequest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralTest {

    /** What platforms act on, as they look for it. */
    private static final String ACTING = "(?im)(^|\\W)@[a-z0-9]|[#!][0-9]|GH-[0-9]|^\\s*/[a-z]|<!--|<[a-z/]"
            + "|\\b(clos(e[sd]?|ing)|fix(e[sd]|ing)?|resolv(e[sd]?|ing)|implement(s|ed|ing)?)\\b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask @alice and @group/sub",
                "see #12, !34, team/shop#5 and GH-6",
                "/merge",
                "text\n/approve\n  /close",
                "> /label ~bug",
                "- /unassign @me",
                "Closes #12",
                "fixes https://github.com/team/shop/issues/12",
                "Resolves: PAY-1, implements !2",
                "hidden <!-- @alice /close --> text",
                "<img src=x onerror=alert(1)>",
                "text\r/merge",
                "text\u2028/merge",
                "text\u0085/merge",
                "@\u0000alice",
            })
    void nothingActs(String text) {
        assertThat(Neutral.text(text)).doesNotContainPattern(ACTING);
    }

    @Test
    void itStillReadsTheSame() {
        var text = "Ask @alice about #12: `List<String>` is \"fixed\", 3 < 4, a@b.example, 50% of /tmp/x.";
        assertThat(Neutral.text(text).replace("\u200B", "")).isEqualTo(text);
    }

    @Test
    void whatDoesNothingStaysAsItIs() {
        var text = "# Title\n\n- one / two\n- `a` **b**\n\n```\ncode\n```";
        assertThat(Neutral.text(text)).isEqualTo(text);
    }

    @Test
    void picturesOfElsewhereAreNotLoaded() {
        assertThat(Neutral.text("![x](https://evil.example/pixel.png)")).doesNotContain("![");
    }

    @Test
    void textThatTurnsAroundIsStraightened() {
        assertThat(Neutral.text("a\u202Eb\u0007c")).isEqualTo("abc");
    }

    @Test
    void oneLineIsOneLine() {
        assertThat(Neutral.line("a\n/close\n b")).doesNotContain("\n");
        assertThat(Neutral.plain(" a\u0000\n\tb ")).isEqualTo("a b");
    }

    @Test
    void aCutNeverSplitsACharacter() {
        assertThat(Neutral.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Neutral.cut("abcd", 4)).isEqualTo("abcd");
    }
}
