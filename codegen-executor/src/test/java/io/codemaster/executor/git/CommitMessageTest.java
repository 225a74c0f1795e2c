package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitMessageTest {

    @Test
    void aLongTitleIsCutAndControlCharactersGo() {
        var message = CommitMessage.of("PAY-1", "A\ttitle\u0000 with\nbreaks " + "x".repeat(100), "");

        assertThat(message.lines().findFirst().orElseThrow())
                .startsWith("PAY-1: A title with breaks xxx")
                .hasSize(72)
                .endsWith("…");
        assertThat(message).endsWith("\n\nRequirement: PAY-1\nGenerated-by: CodeMaster\n");
    }

    @Test
    void theFirstParagraphIsWrappedAndHeadingsAreLeftOut() {
        var message = CommitMessage.of(
                "PAY-1", "Refunds", "# Title\r\n\r\n" + "word ".repeat(30) + "\r\n\r\nSecond: paragraph");

        assertThat(message).doesNotContain("# Title", "Second");
        assertThat(message.lines()).allMatch(line -> line.length() <= 72);
        assertThat(message.replaceAll("\\s+", " ")).contains("word ".repeat(29) + "word");
    }

    @Test
    void chineseTextIsWrappedByItsWidth() {
        var message = CommitMessage.of("PAY-1", "退款", "用户可以申请退款".repeat(20));

        assertThat(message.lines())
                .allMatch(line -> line.codePoints().filter(c -> c > 0x2E80).count() <= 36);
        assertThat(message.replaceAll("\\s", "")).contains("用户可以申请退款".repeat(20));
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        var address = "https://example.com/" + "a".repeat(100);

        assertThat(CommitMessage.of("PAY-1", "t", "See " + address + " for more"))
                .contains("\n" + address + "\n");
    }
}
