package io.codemaster.executor.shared;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.OutputLine;

/** The coding agent. */
public interface CodeAgent {

    /**
     * Runs the agent in the attempt's work tree until its whole process tree is gone, and hands over every line. Blocks.
     * Ends early on the stop signal, on the time limit and on silence.
     *
     * @param secrets known secret values that must not survive in any line
     * @throws AttemptFailure when the agent could not be started
     * @throws StoppedException when the stop signal came before the agent was started; the observer has heard of nothing then
     */
    Result run(
            AttemptKey key,
            GenerationOptions options,
            String prompt,
            Set<String> secrets,
            StopSignal stop,
            Observer observer)
            throws AttemptFailure, StoppedException;

    /**
     * The same, going on with the conversation of an earlier run, which keeps its id.
     *
     * @param earlier the run whose conversation it was
     * @throws SessionGone when there is no such conversation; the observer has heard of nothing then
     */
    Result resume(
            AttemptKey key,
            Session earlier,
            GenerationOptions options,
            String prompt,
            Set<String> secrets,
            StopSignal stop,
            Observer observer)
            throws AttemptFailure, SessionGone, StoppedException;

    /** What the agent said last in a run that succeeded, redacted; empty where it is not kept any more. */
    Optional<String> lastWords(AttemptKey key);

    /**
     * Has the agent read the attempt's work tree and answer in a fixed form; it can change nothing. Blocks like
     * {@link #run}. An answer that is missing or is not accepted is asked for once more in the same session.
     *
     * @param secrets known secret values that must not survive in any line
     * @throws AttemptFailure when the agent could not be started
     * @throws StoppedException when the stop signal came before the agent was started; the observer has heard of nothing then
     */
    Answered ask(AttemptKey key, Question question, Set<String> secrets, StopSignal stop, Observer observer)
            throws AttemptFailure, StoppedException;

    /** What the installed agent says of its version; empty when none is installed. */
    Optional<String> version();

    /**
     * Ends every process that an earlier process of the product left running, and answers whose they were. Called once
     * at start, before anything runs.
     */
    List<AttemptKey> endLeftovers();

    /**
     * All lines that an attempt's agent printed before the product was interrupted, read again from the spool, from the
     * first one; empty when there is no spool.
     *
     * @param secrets known secret values that must not survive in any line
     */
    List<OutputLine> spooledLines(AttemptKey key, Set<String> secrets);

    /**
     * What an agent's run amounts to.
     *
     * @param failure null when it succeeded
     * @param lastWords what it said at its end, redacted; null when it said nothing
     */
    record Result(
            AgentOutcome outcome,
            @Nullable Failure failure,
            @Nullable String lastWords) {}

    /** A conversation: the attempt that it was led in, and the agent's own name for it. */
    record Session(AttemptKey attempt, String id) {}

    /**
     * What the agent is asked.
     *
     * @param options limits and model
     * @param schema a JSON schema whose root is an object
     */
    record Question(GenerationOptions options, String prompt, String schema, AnswerJudge judge) {}

    /** Says whether an answer will do. */
    interface AnswerJudge {

        /**
         * What is wrong with the answer, for the agent to mend; empty when it is accepted.
         *
         * @param json the answer
         */
        Optional<String> complaint(String json);
    }

    /**
     * What came of a question.
     *
     * @param result the run; its failure is null exactly when there is an answer
     * @param answer JSON that was accepted, null when there is none
     * @param rejected the last answer that was not accepted, null when there was none
     */
    record Answered(
            Result result,
            @Nullable String answer,
            @Nullable String rejected) {}

    /** Hears of a run as it goes. Called from one thread at a time; the agent itself never waits for it. */
    interface Observer {

        /** The process runs. */
        void started(AgentLaunch launch);

        /** These lines were printed. Returns when they are durable; more lines collect meanwhile. */
        void lines(List<OutputLine> lines);

        /** A tool that can change files has finished; {@code afterLine} is the line that said so, durable already. */
        void filesMayHaveChanged(long afterLine);
    }
}
