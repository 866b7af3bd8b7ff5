"""Every row of the fault tables in ``hostile-inputs.md``, in our own words, and the tests that name what is right.

``hostile-inputs.md`` is the project's list of what files, disks, texts and clocks can do to a journal. Its tables stand
here under the numbers of their sections, each row in its place. A row has tests, or a short reason why there is nothing
here to test; what a later release brings has the number of its issue. Section 6.3 measures generators and has no faults.

``what`` says what the fault is. A test is named by its file in this folder and its function.
"""

from typing import Final, NamedTuple


class Row(NamedTuple):
    """One fault, and the tests of what is right in the face of it, or why there are none."""

    what: str
    tests: tuple[str, ...] = ()
    because: str = ""


def _in(file: str, *functions: str) -> tuple[str, ...]:
    return tuple(f"{file}.py::test_{function}" for function in functions)


_HERE: Final = "test_hostile_rows"
_PAIRS: Final = "properties/test_non_interference"

WRITING: Final = (
    Row(
        "a crash during a save",
        _in(
            "test_files_atomic",
            "when_any_call_fails_the_old_file_or_the_new_one_is_whole_and_the_error_tells_which",
            "after_a_process_was_killed_at_any_step_the_file_is_whole_and_the_next_sweep_tidies_up",
        )
        + _in(
            "test_files_folders",
            "when_any_call_fails_each_file_is_whole_nothing_is_gone_too_early_and_the_error_counts",
            "after_a_process_was_killed_at_any_step_each_file_is_whole_and_a_second_try_gets_there",
        ),
    ),
    Row("the disk is full", _in("test_files_atomic", "when_there_is_no_room_the_old_file_is_whole_and_nothing_stays")),
    Row("a flush fails", _in("test_files_atomic", "a_failed_flush_is_not_tried_again")),
    Row(
        "the power goes after the rename",
        _in(
            "test_files_atomic",
            "the_steps_come_in_the_order_that_a_power_cut_demands",
            "on_macos_the_disk_itself_is_told_to_flush",
            "a_folder_that_cannot_be_flushed_here_is_no_error_but_a_file_that_cannot_is",
        ),
    ),
    Row(
        "two writers",
        _in("test_files_locks", "four_writers_who_each_read_and_write_lose_nothing")
        + _in("test_files", "a_second_writer_is_told_and_nothing_is_written"),
    ),
    Row(
        "the file was changed behind our back",
        _in(
            "test_files",
            "what_changed_meanwhile_is_not_overwritten",
            "what_is_gone_meanwhile_is_not_written_as_if_nothing_had_happened",
        ),
    ),
    Row("who holds the lock is killed", _in("test_files_locks", "when_the_holder_is_killed_the_lock_is_free_at_once")),
    Row(
        "the lock is a link",
        _in(
            "test_files_locks",
            "a_lock_file_that_is_a_link_is_not_followed",
            "a_link_that_appears_at_the_last_moment_is_not_followed_either",
        ),
    ),
    Row(
        "the file is a link",
        _in("test_files_atomic", "a_link_is_followed_and_stays_a_link", "a_link_to_nothing_makes_the_file_that_it_leads_to")
        + _in("test_files", "a_link_is_followed_and_stays_a_link"),
    ),
    Row("the file has a second name", _in("test_files_atomic", "a_hard_link_keeps_the_old_file")),
    Row(
        "who may read it",
        _in(
            "test_files_atomic",
            "a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode",
            "nobody_else_can_open_the_temporary_file_at_any_step",
            "where_files_cannot_be_given_away_what_one_group_might_read_is_not_for_another",
        ),
        because="an old file keeps the mode that its owner gave it, and does not take the narrower of two",
    ),
    Row(
        "a backup copy",
        because="no copy is made unless somebody asks for one: the save itself is all or nothing",
    ),
    Row(
        "temporary files that a crash left",
        _in("test_files_atomic", "a_sweep_removes_what_a_crash_left_of_this_file_and_nothing_else")
        + _in("test_files_folders", "a_sweep_removes_what_a_crash_left_in_the_folder_and_nothing_else"),
    ),
    Row(
        "another program of Windows holds the file",
        _in(
            "test_files_atomic",
            "on_windows_a_file_in_use_is_waited_for",
            "on_windows_it_is_tried_six_times_and_other_errors_once",
            "elsewhere_nothing_is_tried_again",
        ),
    ),
    Row(
        "long and odd names",
        _in(
            "test_files_atomic",
            "a_name_that_cannot_be_is_an_error_before_anything_is_written",
            "a_long_or_odd_name_is_a_name",
            "on_windows_reserved_names_are_an_error_before_anything_is_written",
        )
        + _in("test_files_folders", "a_path_that_may_lead_out_is_refused_before_anything_is_written")
        + _in("test_vault", "every_name_is_safe_on_every_disk"),
    ),
    Row(
        "a read-only disk, a quota, another disk, a long name",
        _in(
            "test_files_atomic",
            "when_any_call_fails_the_old_file_or_the_new_one_is_whole_and_the_error_tells_which",
            "in_a_read_only_folder_nothing_is_written",
        ),
    ),
    Row(
        "wrong bytes are written",
        _in("test_files_atomic", "bytes_that_are_not_what_was_given_do_not_replace_the_old_file")
        + _in("test_codec_properties", "what_is_written_is_read_again")
        + _in("test_crypt", "what_does_not_open_again_is_not_given_out"),
    ),
    Row(
        "the disk forgets a bit",
        _in("test_codec_seal", "every_single_byte_counts")
        + _in("test_codec_properties", "any_flipped_byte_of_a_sealed_file_is_noticed")
        + _in("test_codec_lines", "any_changed_byte_is_noticed_by_the_seal"),
    ),
)

ARCHIVES: Final = (
    Row(
        "a name that leads out of the archive",
        _in(
            "readers/test_archive",
            "a_name_that_leads_out_of_the_archive_is_skipped_and_reported",
            "a_name_with_a_nul_is_skipped_and_reported",
            "nothing_is_written_to_a_disk",
        ),
    ),
    Row(
        "a kilobyte that unpacks to a gigabyte",
        _in(
            "readers/test_archive",
            "what_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked",
            "a_header_that_says_too_little_brings_no_more_than_it_says",
            "what_is_unpacked_in_all_is_counted",
        )
        + _in("test_files", "a_bomb_is_refused_before_it_has_burst"),
    ),
    Row(
        "members that overlap",
        _in(
            "readers/test_archive",
            "members_that_share_their_bytes_are_refused",
            "a_member_that_holds_the_next_one_is_refused",
            "a_member_that_holds_the_table_of_contents_is_refused",
        ),
    ),
    Row("a member that is a link", _in("readers/test_archive", "a_link_or_a_device_is_skipped_and_reported")),
    Row("two members of one name", _in("readers/test_archive", "two_members_of_one_name_are_refused")),
    Row(
        "names that are one on some systems",
        _in("readers/test_archive", "names_that_only_some_systems_tell_apart_are_all_kept"),
    ),
    Row(
        "encrypted, damaged, cut off, something else, an archive inside",
        _in(
            "readers/test_archive",
            "a_member_that_cannot_be_read_is_one_error_with_its_number",
            "what_is_no_archive_is_one_error_that_says_what_is_wrong",
            "an_archive_that_ends_too_early_is_refused",
            "any_bytes_are_an_archive_or_an_error_of_ours",
            "an_archive_in_an_archive_is_only_bytes",
        )
        + _in("test_reading", "what_no_reader_knows_is_one_clear_error")
        + _in("readers/test_wordpress_broken", "a_part_that_is_encrypted_is_rejected_and_said")
        + _in("readers/test_day_one_files", "an_export_without_a_journal_is_an_error"),
    ),
    Row(
        "several journals in one archive",
        _in(
            "readers/test_day_one_files",
            "several_journals_become_one_and_each_entry_knows_its_own",
            "one_entry_in_two_journals_comes_once_and_two_with_one_id_both_come",
        ),
    ),
    Row(
        "a picture that is a bomb",
        _in("readers/test_archive", "a_file_on_disk_is_read_where_it_is_and_pictures_cost_nothing")
        + _in("test_pictures", "a_picture_that_would_fill_the_memory_is_refused_from_its_header")
        + _in(_HERE, "a_docx_holds_words_and_nothing_hidden_and_leads_nowhere_but_to_the_web"),
    ),
    Row(
        "a DOCX that is a bomb",
        _in(
            "readers/test_archive",
            "what_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked",
            "a_member_over_the_limit_is_refused",
        ),
        because="no DOCX is read; a reader of a diary in DOCX (wave 2) is to open it through readers/_archive.py",
    ),
)

JSON: Final = (
    Row(
        "a key that stands twice",
        _in("test_codec_reading", "a_key_that_stands_twice_is_refused_wherever_it_stands"),
    ),
    Row("NaN and Infinity", _in("test_codec_reading", "a_number_that_is_not_finite_is_refused_wherever_it_stands")),
    Row("a number that overflows", _in("test_codec_reading", "a_number_that_is_not_finite_is_refused_wherever_it_stands")),
    Row(
        "a number of five thousand digits",
        _in("test_codec_reading", "a_whole_number_of_more_than_19_digits_is_refused_before_it_is_computed"),
    ),
    Row(
        "a hundred thousand brackets",
        _in(
            "test_codec_reading",
            "deep_data_is_refused_whatever_the_interpreter_allows",
            "depth_is_limited_under_the_usual_limit_of_the_interpreter_too",
        )
        + _in("test_codec_lenient", "a_record_that_is_nested_far_too_deeply_is_kept_as_text"),
    ),
    Row(
        "another encoding",
        _in(
            "test_codec_reading",
            "a_byte_order_mark_is_no_mistake",
            "what_is_no_journal_at_all_is_refused_with_its_place",
        )
        + _in("test_codec_lenient", "a_byte_that_is_no_text_is_kept_and_the_others_read"),
    ),
    Row(
        "half of a surrogate pair",
        _in("test_codec_reading", "half_of_a_surrogate_pair_is_refused_in_texts_and_in_keys")
        + _in("test_codec_lenient", "half_of_a_surrogate_pair_keeps_its_escape")
        + _in("test_text_everywhere", "a_journal_holds_every_text_or_refuses_it"),
    ),
    Row(
        "cut off, empty, with something after the end",
        _in("test_codec_reading", "what_is_no_journal_at_all_is_refused_with_its_place")
        + _in("test_codec_lenient", "what_was_cut_off_is_told_and_every_record_before_it_is_there")
        + _in("test_codec_lines", "a_truncated_last_line_is_reported_with_its_number_and_the_rest_is_read"),
    ),
    Row(
        "a field that we do not know",
        _in("test_codec_reading", "unknown_keys_and_unknown_lists_are_kept_and_written_back"),
    ),
    Row(
        "a value of another type",
        _in(
            "test_codec_reading",
            "a_field_with_something_else_in_it_is_refused_in_fixed_words",
            "other_kinds_of_fields_are_as_strict",
            "none_is_read_where_a_field_may_be_none_and_nowhere_else",
        ),
    ),
    Row(
        "a format of the future",
        _in(
            "test_codec_migrations",
            "a_newer_major_version_is_refused",
            "a_newer_minor_version_reads_and_what_it_added_is_kept",
        ),
    ),
    Row(
        "one journal, one file",
        _in(
            "test_codec_writing",
            "equal_journals_are_equal_bytes_however_their_unknown_keys_were_ordered",
            "the_bytes_are_the_same_under_any_hash_seed",
            "keys_stand_in_the_order_of_declaration_and_lists_in_the_order_of_kinds",
        )
        + _in("test_codec_properties", "a_file_of_ours_is_written_again_to_the_byte"),
        because="keys stand in the order in which they are declared and are not sorted: people read these files",
    ),
    Row(
        "two parsers that disagree",
        _in("test_codec_properties", "both_roads_lead_to_equal_journals", "any_bytes_and_any_text_are_read_or_refused")
        + _in("test_codec_lines", "the_fast_road_gives_what_the_strict_one_gives_or_nothing"),
    ),
)

XML: Final = (
    Row(
        "an entity that is another file",
        _in(
            "readers/test_xml",
            "a_document_type_that_declares_something_is_refused",
            "a_document_type_fetches_no_entity",
        ),
    ),
    Row("a parameter entity", _in("readers/test_xml", "a_document_type_that_declares_something_is_refused")),
    Row(
        "an entity of its own",
        _in(
            "readers/test_xml",
            "a_document_type_that_declares_something_is_refused",
            "a_tree_in_which_an_entity_stands_is_refused",
            "a_document_type_after_a_prolog_of_any_length_is_seen",
        ),
    ),
    Row("a billion laughs", _in("readers/test_xml", "a_million_laughs_are_refused_at_once")),
    Row("nested for ever", _in("readers/test_xml", "what_is_nested_too_deeply_is_refused")),
    Row("a text of twelve megabytes", _in("readers/test_xml", "a_text_of_twelve_megabytes_is_a_text")),
    Row("control characters", _in("readers/test_xml", "a_control_character_becomes_its_picture_and_is_counted")),
    Row(
        "names from HTML",
        _in(
            "readers/test_xml",
            "names_from_html_become_their_characters",
            "names_from_html_stay_where_they_are_no_references",
            "a_name_that_html_does_not_have_is_refused_and_not_left_out",
        ),
    ),
    Row(
        "a document type as Evernote writes it",
        _in("readers/test_xml", "a_document_type_without_declarations_is_read_where_it_is_usual_and_nowhere_else"),
    ),
    Row(
        "one broken note among good ones",
        _in("readers/test_xml", "what_stands_before_the_break_is_given_and_then_the_error")
        + _in(
            "readers/test_wordpress_broken",
            "what_has_one_meaning_is_mended_and_told_with_its_line",
            "a_file_in_which_an_item_would_be_lost_is_refused_with_the_line",
        ),
    ),
    Row(
        "cut off",
        _in(
            "readers/test_xml",
            "what_is_no_xml_is_an_error_with_its_line",
            "what_stands_before_the_break_is_given_and_then_the_error",
        ),
    ),
    Row(
        "drafts, private posts, passwords",
        _in(
            "readers/test_wordpress",
            "what_was_never_public_comes_in_unshared_and_counted",
            "a_password_is_never_kept_and_a_comment_whose_parent_is_missing_stands_below_the_post",
        )
        + _in("readers/test_marks", "what_was_kept_back_is_shared_with_nobody_nor_what_is_made_of_it"),
    ),
    Row(
        "the comments of others",
        _in(
            "readers/test_wordpress",
            "nothing_tells_where_somebody_was_or_how_to_reach_them",
            "what_nobody_said_to_the_writer_is_left_out",
            "replies_of_who_wrote_the_post_are_marked",
        ),
    ),
    Row(
        "another encoding than it says",
        _in(
            "readers/test_xml",
            "a_file_that_says_utf_8_and_is_not_is_refused_with_the_place",
            "a_file_is_read_in_the_encoding_that_it_says",
        ),
    ),
)

_REFUSED: Final = _in("test_frontmatter", "what_is_refused_is_refused_with_its_line") + _in(
    "test_vault", "what_does_not_read_is_told_with_its_place_and_kept_as_it_is"
)

HEADERS: Final = (
    Row("YAML that runs", _REFUSED),
    Row("YAML that explodes or goes round", _REFUSED + _in("test_frontmatter", "a_bomb_is_refused_at_once")),
    Row(
        "words that become numbers",
        _in(
            "test_frontmatter",
            "text_is_text_and_remembers_whether_it_had_quotes",
            "no_other_tool_retypes_what_is_written",
        )
        + _in("test_vault", "a_header_typed_by_hand_is_read_as_it_was_meant"),
    ),
    Row("a key that stands twice", _REFUSED),
    Row("a colon, an at sign", _REFUSED + _in("test_vault", "a_repaired_file_is_a_record_again")),
    Row(
        "other line ends in a header",
        _in("test_frontmatter", "a_header_ends_at_the_next_line_of_three_hyphens", "what_is_written_is_read_again")
        + _in("test_vault", "a_hard_text_comes_back_to_the_byte"),
    ),
    Row("a control character in a header", _REFUSED + _in("test_frontmatter", "an_error_quotes_nothing")),
    Row(
        "where the header ends",
        _in(
            "test_frontmatter",
            "a_header_ends_at_the_next_line_of_three_hyphens",
            "a_text_without_a_whole_header_has_none",
            "what_is_joined_is_split_into_the_same_pieces",
        )
        + _in(
            "test_vault",
            "a_hard_text_comes_back_to_the_byte",
            "an_editor_may_end_its_lines_otherwise_and_begin_with_a_mark",
        ),
    ),
    Row(
        "titles that are not text to YAML",
        _in("test_frontmatter", "what_is_written_is_read_again", "no_other_tool_retypes_what_is_written")
        + _in("test_vault", "yaml_says_what_json_says"),
    ),
    Row(
        "HTML in Markdown",
        _in("test_document_markdown", "raw_html_is_shown")
        + _in("test_writer_html", "another_parser_finds_no_element_that_we_do_not_write"),
    ),
    Row(
        "Markdown on a page",
        _in(
            "test_document_markdown",
            "every_letter_and_digit_that_was_typed_can_be_seen",
            "only_addresses_of_the_web_and_of_letters_are_followed_and_no_address_is_lost",
            "text_that_is_nested_deeper_than_any_person_would_is_shown_as_it_was_typed",
            "a_link_definition_is_a_line_of_a_diary",
        )
        + _in("test_writer_html", "nothing_is_fetched_and_nothing_runs"),
    ),
    Row(
        "addresses that only look harmless",
        _in("test_text", "only_what_is_surely_an_address_is_one", "an_address_is_itself_or_nothing")
        + _in("test_writer_html", "every_link_leads_to_the_web_or_to_a_letter"),
        because="nh3 is not used",
    ),
    Row(
        "text out of HTML",
        _in(
            "readers/test_html",
            "every_word_of_a_tree_is_still_there",
            "every_word_is_still_there_whatever_the_tags_do",
            "what_a_browser_does_not_show_is_gone",
            "what_only_looks_like_markdown_is_escaped",
        ),
    ),
    Row(
        "plain text into Markdown",
        _in(
            "test_writer_markdown",
            "a_reader_of_commonmark_finds_the_outline_the_words_and_the_marks_that_were_composed",
            "only_what_would_be_a_sign_is_escaped",
        )
        + _in("readers/saved_page/test_saved_page_properties", "the_visible_words_of_a_text_are_those_of_its_markdown"),
    ),
    Row("text that is slow to read", _in("test_document_markdown", "a_body_that_is_made_to_be_slow_is_read_at_once")),
)

TEXT: Final = (
    Row(
        "control characters and what XML cannot hold",
        _in("test_text", "what_no_page_can_show_has_a_picture")
        + _in(
            "test_text_everywhere",
            "a_document_shows_the_same_text_in_every_format",
            "a_text_comes_back_from_every_form_of_ours",
        ),
        because="they are shown where they stand and not counted: an export has no report",
    ),
    Row(
        "line ends of other systems",
        _in("test_text", "what_is_visible_can_stand_in_xml_and_has_one_kind_of_line_end")
        + _in("test_text_everywhere", "a_text_comes_back_from_every_form_of_ours")
        + _in("readers/saved_page/test_saved_page_styles", "line_ends_of_any_system_make_no_difference"),
    ),
    Row(
        "blanks",
        _in("test_text", "what_cannot_be_seen_but_has_a_meaning_stays_as_it_is")
        + _in("test_text_everywhere", "a_document_shows_the_same_text_in_every_format")
        + _in("test_writer_html", "spaces_and_line_ends_of_code_are_kept"),
    ),
    Row(
        "composed and decomposed letters",
        _in("test_text", "what_cannot_be_seen_but_has_a_meaning_stays_as_it_is")
        + _in("test_text_everywhere", "a_text_comes_back_from_every_form_of_ours"),
    ),
    Row(
        "directions",
        _in(
            "test_text",
            "no_line_turns_around_what_stands_after_it",
            "directions_are_closed_at_the_ends_of_lines_and_nothing_else_changes",
        )
        + _in("test_text_everywhere", "the_words_of_one_person_end_with_every_direction_closed")
        + _in("test_vault", "a_slug_is_letters_digits_and_hyphens"),
    ),
    Row(
        "characters without width",
        _in("test_text", "what_cannot_be_seen_but_has_a_meaning_stays_as_it_is")
        + _in("test_text_everywhere", "a_document_shows_the_same_text_in_every_format"),
    ),
    Row(
        "an old encoding",
        _in(
            "readers/saved_page/test_saved_page_traps",
            "what_is_not_utf_8_is_read_as_windows_and_says_so",
            "what_is_not_windows_either_is_still_read",
        )
        + _in("test_text", "what_no_page_can_show_has_a_picture"),
    ),
    Row(
        "lines that are none",
        _in(
            "test_codec_lines",
            "one_record_stands_in_one_line_under_the_name_of_its_list",
            "what_is_written_is_read_again_by_both_roads",
        )
        + _in("test_frontmatter", "a_header_ends_at_the_next_line_of_three_hyphens")
        + _in(_HERE, "no_line_of_ours_ends_where_only_python_thinks_that_one_ends"),
    ),
    Row(
        "one line of five megabytes",
        _in("test_text", "one_line_of_five_megabytes_takes_linear_time", "directions_are_closed_in_linear_time")
        + _in("readers/saved_page/test_saved_page_properties", "a_megabyte_is_read_in_seconds_whatever_is_in_it"),
    ),
)

SPREADSHEETS: Final = (
    Row("a cell that is a formula", _in(_HERE, "no_format_of_ours_is_for_spreadsheets"), because="CSV is never written"),
)

_PARTS: Final = _in(
    "test_writer_docx", "the_zip_says_nothing_about_the_day_or_the_machine", "no_part_says_who_wrote_it_or_with_what"
)

DOCX: Final = (
    Row("core.xml", _in("test_writer_docx", "no_part_says_who_wrote_it_or_with_what")),
    Row("the times in core.xml", _in("test_writer_docx", "no_part_says_who_wrote_it_or_with_what")),
    Row("the title in core.xml", _in("test_writer_docx", "no_part_says_who_wrote_it_or_with_what")),
    Row("app.xml", _in("test_writer_docx", "no_part_says_who_wrote_it_or_with_what")),
    Row(
        "a thumbnail and other parts",
        _in(
            "test_writer_docx", "the_zip_says_nothing_about_the_day_or_the_machine", "no_part_says_who_wrote_it_or_with_what"
        ),
    ),
    Row("marks of editing sessions", _in("test_writer_docx", "no_part_says_who_wrote_it_or_with_what")),
    Row(
        "comments with names and times",
        _in(_HERE, "a_docx_holds_words_and_nothing_hidden_and_leads_nowhere_but_to_the_web"),
        because="a comment on an entry is a paragraph; Word's comments are not used",
    ),
    Row(
        "pictures",
        _in(
            "test_pictures",
            "nothing_that_the_file_knew_is_in_the_picture",
            "no_byte_of_a_finished_file_knows_what_the_pictures_knew",
            "no_picture_comes_into_a_document_but_by_the_one_way_that_cleans_it",
        ),
    ),
    Row(
        "links",
        _in("test_writer_docx", "marks_are_marks_and_a_link_leads_to_its_address")
        + _in(_HERE, "a_docx_holds_words_and_nothing_hidden_and_leads_nowhere_but_to_the_web"),
    ),
    Row("hidden text", _in(_HERE, "a_docx_holds_words_and_nothing_hidden_and_leads_nowhere_but_to_the_web")),
    Row(
        "what else a template may hold",
        _in(
            "test_writer_docx", "the_zip_says_nothing_about_the_day_or_the_machine", "no_part_says_who_wrote_it_or_with_what"
        ),
    ),
    Row("the file itself", _in(_HERE, "an_export_is_whole_and_for_its_owner_alone")),
)

SAME_BYTES: Final = (
    Row(
        "a zip with the time of day in it",
        _in(
            "test_writer_docx",
            "the_same_document_is_the_same_bytes",
            "another_process_with_another_hash_seed_writes_the_same_bytes",
            "the_zip_says_nothing_about_the_day_or_the_machine",
        ),
        because="the same on one system and zlib: what zlib packs differs between its builds",
    ),
)

READING_DOCX: Final = (Row("words that python-docx does not see", because="no DOCX is read; a diary in DOCX is wave 2"),)

CHANNELS: Final = (
    *(
        Row(
            what,
            _in(_HERE, "what_is_private_changes_no_byte_of_what_leaves")
            + _in(
                _PAIRS,
                "every_file_is_the_same_whatever_is_private",
                "lists_rows_pseudonyms_and_redaction_are_the_same_whatever_is_private",
            )
            + _in("test_views", *more),
        )
        for what, more in (
            ("counts", ("what_is_private_changes_nothing_for_others",)),
            ("order and numbers", ("a_view_is_made_of_the_same_journal_in_the_same_way_every_time",)),
            ("ids", ("neither_key_nor_ledger_nor_source_nor_unknown_data_leaves",)),
            ("an index of tags, people and places", ("what_is_private_changes_nothing_for_others",)),
            ("links from elsewhere", ("every_reference_in_a_view_leads_somewhere_in_it",)),
            ("links to nothing", ("every_reference_in_a_view_leads_somewhere_in_it",)),
        )
    ),
    Row(
        "names of files",
        _in(_HERE, "what_is_private_changes_no_byte_of_what_leaves"),
        because="what leaves is one file, and whoever exports names it; a folder is only ever one's own journal",
    ),
    Row(
        "numbers of pseudonyms",
        _in("test_views", "somebody_who_is_not_shown_is_somebody")
        + _in(
            "test_pseudonyms",
            "people_are_lettered_in_the_order_in_which_they_occur_and_not_in_that_of_the_register",
            "who_does_not_occur_changes_no_stand_in",
            "what_is_private_changes_nothing",
        )
        + _in(_PAIRS, "lists_rows_pseudonyms_and_redaction_are_the_same_whatever_is_private"),
    ),
    *(
        Row(what, _in(_HERE, "what_is_private_changes_no_byte_of_what_leaves") + more)
        for what, more in (
            ("times", _in("test_writer_docx", "the_zip_says_nothing_about_the_day_or_the_machine")),
            ("first and last days", _in("test_prepare", "without_a_session_that_is_shown_the_window_is_everything")),
            ("statistics", _in("test_prepare", "a_break_is_spoken_of_when_it_is_near_and_counts_only_for_her")),
            ("digests", _in("test_views", "neither_key_nor_ledger_nor_source_nor_unknown_data_leaves")),
            ("an export that fails", _in("test_views", "what_is_private_changes_nothing_for_others")),
            ("how much room something took", _in("test_views", "what_stands_between_percent_signs_stays_at_home")),
            ("what it was before", _in("test_views", "a_part_with_readers_of_its_own_needs_to_name_the_audience_too")),
            ("papers", _in("test_views", "of_a_record_that_names_the_audience_only_the_named_fields_are_there")),
            ("where it was imported from", _in("test_views", "neither_key_nor_ledger_nor_source_nor_unknown_data_leaves")),
        )
    ),
    Row(
        "messages",
        _in("test_model_values", "repr_never_shows_a_word_that_somebody_wrote")
        + _in("test_codec_properties", "a_file_that_is_wrong_is_read_or_refused_and_never_quoted")
        + _in("test_files", "a_place_in_a_report_does_not_tell_the_name_of_a_file"),
    ),
)

_EVERY_SPELLING: Final = _in(
    "test_names", "a_name_is_found_in_every_spelling", "a_name_is_found_however_it_is_spelled_and_whatever_stands_beside_it"
) + _in("test_pseudonyms", "no_name_stands_in_a_text_any_more_also_not_after_decoding")

NAMES: Final = (
    Row("capitals, possessives, plurals", _EVERY_SPELLING),
    Row("accents in one piece or two", _EVERY_SPELLING),
    Row("apostrophes and hyphens", _EVERY_SPELLING),
    Row(
        "names in addresses and file names", _EVERY_SPELLING + _in("test_pseudonyms", "every_text_of_a_record_is_looked_at")
    ),
    Row("names in tags, names that are drawn out or spelled in code", _EVERY_SPELLING),
    Row("names with look-alikes and invisible letters", _EVERY_SPELLING),
    Row("names with marks inside", _EVERY_SPELLING),
    Row(
        "names that are also words",
        _in("test_names", "inside_a_longer_word_there_is_no_name")
        + _in("test_pseudonyms", "each_replacement_is_where_the_key_says_and_says_what_stood_there"),
        because="a word on the register is replaced wherever it stands; the key lists each place, so that she can choose",
    ),
)

_MOMENTS: Final = "test_moments"
_GAPS: Final = _in(_MOMENTS, "every_gap_is_refused_and_every_repeated_hour_asks_for_its_pass")
_WIRE: Final = _in(_MOMENTS, "a_moment_comes_back_from_its_wire_form_with_instant_zone_and_fold")
_COPIES: Final = _in("test_model_values", "copies_and_pickles_keep_instant_zone_fold_and_equality")
_SAME: Final = _in(_MOMENTS, "identity_is_instant_and_zone") + _in(
    "test_differing", "the_two_passes_of_a_repeated_hour_are_different"
)
_GUESSES: Final = _in(_HERE, "a_time_at_which_pendulum_would_guess_is_refused")

TIMES: Final = (
    Row("a time that never was", _GAPS),
    Row("the hour after it", _in(_HERE, "the_hour_after_a_gap_is_the_hour_that_was_said")),
    Row("a time that was twice", _GAPS),
    Row("to be told of either", _GAPS),
    Row("a time of zoneinfo", _in(_MOMENTS, "a_datetime_of_any_library_settles_at_its_own_instant")),
    Row("deep copies and changes", _COPIES),
    Row(
        "pickles and copies",
        _COPIES + _in(_MOMENTS, "pendulum_still_loses_the_fold_which_is_why_records_carry_their_wire_form"),
    ),
    Row("what fromisoformat made, copied", _in(_HERE, "a_time_that_knows_only_its_offset_keeps_it_through_copies")),
    Row(
        "a time without its zone",
        _in(
            _MOMENTS,
            "a_naive_pendulum_time_in_a_repeated_hour_asks_for_its_pass_although_pendulum_has_chosen_one",
            "a_naive_time_without_a_zone_is_refused",
        ),
    ),
    Row(
        "two passes that Python calls equal",
        _SAME + _in("test_journal", "the_two_passes_of_a_repeated_hour_stand_in_their_order"),
    ),
    Row("one instant that Python calls two", _SAME + _in("test_journal", "a_moment_counts_from_its_instant")),
    Row("the name of the zone", _WIRE),
    Row("an offset with seconds", _WIRE),
    Row("years before 1000", _in(_MOMENTS, "the_first_and_the_last_day_of_the_calendar_are_days_like_others")),
    Row(
        "years that no calendar has",
        _in(
            _MOMENTS,
            "any_text_is_a_day_or_is_refused",
            "beyond_the_calendar_there_is_no_moment",
            "an_instant_beyond_the_calendar_is_refused",
        ),
    ),
    Row("seven digits of a second", _GUESSES),
    Row("second 60 and hour 24", _GUESSES),
    Row("words and half times", _GUESSES),
    Row("an offset of minus nought", _in(_HERE, "an_offset_of_minus_nought_is_one_of_nought")),
    Row("names that are no zones", _in(_MOMENTS, "any_name_is_a_zone_or_is_refused")),
    Row("zones of one machine alone", _in(_HERE, "a_zone_that_only_some_machines_have_is_refused")),
    Row("two names of one zone", _in(_HERE, "of_two_names_of_one_zone_the_one_that_was_written_stays")),
    Row(
        "lengths in months",
        _in(_MOMENTS, "a_length_is_whole_seconds_and_not_below_nought", "a_length_comes_back_from_its_wire_form"),
    ),
    Row("a machine without zones", _in(_HERE, "a_machine_without_zones_of_its_own_reads_every_zone")),
    Row("a machine without old names of zones", _in(_HERE, "a_machine_without_zones_of_its_own_reads_every_zone")),
)

ENCRYPTION: Final = (
    Row(
        "from a passphrase to a key",
        _in(
            "test_crypt",
            "the_program_opens_what_is_locked_here",
            "an_empty_passphrase_and_one_that_cannot_be_written_are_refused",
            "a_passphrase_opens_in_each_of_its_spellings",
        ),
    ),
    Row(
        "another key, a flipped bit, a missing or a longer end",
        _in(
            "test_crypt",
            "another_key_opens_nothing",
            "when_any_byte_is_flipped_nothing_opens",
            "when_any_part_of_the_end_is_missing_nothing_opens",
            "when_anything_follows_the_end_nothing_opens",
        ),
    ),
    Row("a file that asks for work", _in("test_crypt", "a_file_that_asks_for_too_much_work_is_refused_before_any_is_done")),
    Row("how much longer it gets", _in(_HERE, "what_is_locked_is_hardly_longer_and_its_length_is_all_that_can_be_told")),
    Row(
        "what can be told from outside",
        _in("test_crypt", "nothing_of_the_text_stands_in_the_file")
        + _in(_HERE, "what_is_locked_is_hardly_longer_and_its_length_is_all_that_can_be_told"),
    ),
    Row(
        "what one can do wrong",
        _in(
            "test_crypt",
            "a_key_with_a_slip_in_it_is_never_taken_for_a_passphrase",
            "a_passphrase_stands_alone",
            "no_key_at_all_is_refused",
        )
        + _in("test_files", "a_key_where_nothing_is_encrypted_is_an_error_and_not_a_false_comfort"),
    ),
    Row(
        "other programs",
        _in("test_crypt", "the_program_opens_what_is_locked_here", "what_the_program_locks_opens_here"),
    ),
    Row(
        "fifty megabytes",
        _in(_HERE, "fifty_megabytes_are_locked_and_opened_in_seconds")
        + _in("test_crypt", "a_file_over_the_limit_is_refused"),
    ),
)

TABLES: Final[dict[str, tuple[Row, ...]]] = {
    "3.1": WRITING,
    "4.1": ARCHIVES,
    "4.2": JSON,
    "4.3": XML,
    "4.4": HEADERS,
    "4.5": TEXT,
    "5.1": DOCX,
    "6.1": CHANNELS,
    "6.4": NAMES,
    "7.1": TIMES,
    "8": ENCRYPTION,
}
"""The tables, by the sections in which they stand."""

PROSE: Final[dict[str, tuple[Row, ...]]] = {
    "4.6": SPREADSHEETS,
    "5.2": SAME_BYTES,
    "5.3": READING_DOCX,
}
"""What sections without a table say."""
