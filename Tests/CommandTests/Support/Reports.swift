/// The example report of the public contract and an invalid variant.
enum Reports {
  static let good = """
    {
      "reportId": "4a8db4b8-bc29-4406-901c-3f69298cabe3",
      "reportingMonth": "2026-10",
      "assistedPerson": {"personalIdentityNumber": "195001012383", "givenName": "Berit", "familyName": "Brukare"},
      "assistant": {"personalIdentityNumber": "198002022393", "givenName": "Asta", "familyName": "Ek",
                    "collectiveAgreement": true},
      "calculationPeriods": [{"from": "2026-10-01", "to": "2026-12-31"}],
      "employer": {"provider": {"name": "Omsorg AB", "organisationNumber": "5560000001", "contactPerson": "Per Chef",
                                "phone": "08-1234567", "assistantEmployment": {"kind": "employee"}}},
      "shifts": [{"start": "2026-10-04T22:00:00+02:00", "end": "2026-10-05T06:00:00+02:00", "kind": "active"}],
      "providerPhone": "08-1234567",
      "assistantPhone": "070-1234567"
    }
    """

  static let toBeSigned =
    "4a8db4b8-bc29-4406-901c-3f69298cabe3,0ba3c420f6a5b718ce48cb968f10b043bf0b79240eba2e55ac2483e44ab495d8"

  static let wrongCheckDigit = good.replacing("195001012383", with: "195001012384")
}
