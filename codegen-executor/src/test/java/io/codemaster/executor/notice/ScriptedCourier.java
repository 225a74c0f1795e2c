package io.codemaster.executor.notice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.executor.shared.NoticeCourier;

/** A courier whose outcomes are written down beforehand; after them everything is delivered. */
final class ScriptedCourier implements NoticeCourier {

    private final Deque<Outcome> outcomes = new ArrayDeque<>();

    private final List<Errand> errands = new ArrayList<>();

    private boolean configured = true;

    record Errand(NoticeContent notice, @Nullable String actor, ExternalIdentity recipient, String key) {}

    ScriptedCourier then(Outcome outcome) {
        outcomes.add(outcome);
        return this;
    }

    void unconfigure() {
        configured = false;
    }

    List<Errand> errands() {
        return errands;
    }

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public boolean knows(ExternalIdentity person) {
        return person.provider().equals("feishu");
    }

    @Override
    public Outcome take(NoticeContent notice, @Nullable String actor, ExternalIdentity recipient, String key) {
        errands.add(new Errand(notice, actor, recipient, key));
        var next = outcomes.poll();
        return next == null ? new Outcome.Delivered() : next;
    }

    @Override
    public Duration keyLifetime() {
        return Duration.ofMinutes(50);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(40);
    }
}
